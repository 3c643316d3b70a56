// What emoji are called aloud. Slack's own names are English and made for typing.

import { language } from "../words.js";

const listed = (text) => new Map(text.trim().split(/\s*[,\n]\s*/).filter(Boolean).map((one) => one.split(/ (.*)/s).slice(0, 2)));

const ENGLISH = listed(`
white_check_mark check mark, +1 thumbs up, -1 thumbs down, heart red heart, tada party, pray folded hands, raised_hands hands in the air
clap clapping hands, ok_hand OK, wave waving hand, muscle strong arm, joy tears of joy, sob crying loudly, rage furious face
shrug shrugging, facepalm hand on the face, 100 hundred points, bulb light bulb, mag magnifying glass, x cross, beers two beers
chart_with_upwards_trend rising chart, chart_with_downwards_trend falling chart, face_with_thermometer ill, iphone mobile phone
`);

const DUTCH = listed(`
eyes ogen, white_check_mark vinkje, memo notitie, +1 duim omhoog, -1 duim omlaag, heart rood hart, tada feest, pray gevouwen handen
raised_hands handen omhoog, clap applaus, ok_hand in orde, wave zwaaiende hand, muscle sterke arm, handshake handdruk
point_up vinger omhoog, point_right vinger naar rechts, writing_hand schrijvende hand, smile lach, grinning brede lach
slightly_smiling_face glimlach, blush blozende glimlach, joy tranen van het lachen, wink knipoog, heart_eyes ogen als hartjes
star-struck sterren in de ogen, sunglasses zonnebril, hugging_face omhelzing, thinking_face nadenkend, neutral_face neutraal
grimacing grimas, disappointed teleurgesteld, cry traan, sob huilend, angry boos, rage woedend, scream schrik
sweat_smile opgelucht, sleeping slapend, face_with_rolling_eyes rollende ogen, facepalm hand voor het gezicht
shrug schouderophalen, saluting_face saluut, fire vuur, 100 honderd punten, star ster, sparkles sterretjes, rocket raket
trophy beker, medal medaille, bulb gloeilamp, bell bel, mega megafoon, speech_balloon tekstballon
telephone_receiver telefoonhoorn, phone telefoon, iphone mobiele telefoon, email e-mail, envelope envelop, package pakket
truck vrachtwagen, house huis, shopping_trolley winkelwagen, calendar kalender, alarm_clock wekker
hourglass_flowing_sand zandloper, stopwatch stopwatch, chart_with_upwards_trend stijgende grafiek
chart_with_downwards_trend dalende grafiek, bar_chart staafdiagram, clipboard klembord, pushpin punaise, paperclip paperclip
mag vergrootglas, lock slot, key sleutel, wrench moersleutel, hammer hamer, gear tandwiel, warning waarschuwing
no_entry verboden toegang, question vraagteken, exclamation uitroepteken, heavy_check_mark dik vinkje, x kruis
heavy_plus_sign plusteken, arrow_right pijl naar rechts, arrow_up pijl omhoog, arrow_down pijl omlaag, repeat herhalen
red_circle rode cirkel, large_orange_circle oranje cirkel, large_yellow_circle gele cirkel, large_green_circle groene cirkel
large_blue_circle blauwe cirkel, white_circle witte cirkel, broken_heart gebroken hart, blue_heart blauw hart
green_heart groen hart, yellow_heart geel hart, bouquet boeket, tulip tulp, sunny zon, rain_cloud regenwolk, rainbow regenboog
coffee koffie, cake taart, birthday verjaardagstaart, beers twee biertjes, palm_tree palmboom, airplane vliegtuig
face_with_thermometer ziek, lifebuoy reddingsboei, money_with_wings geld met vleugels, euro eurobiljet, gift cadeau
`);

/** As somebody would say it, in the page's language. */
export function emojiName(name) {
  const plain = name.split("::")[0];
  const known = plain === "thumbsup" ? "+1" : plain;
  return (language() === "nl" ? DUTCH : ENGLISH).get(known) ?? known.replaceAll(/[_-]/g, " ").trim();
}
