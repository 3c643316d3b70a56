// Slack writes emoji by name. These are the ones that people at work use most.

const LISTED = `
eyes 👀 white_check_mark ✅ memo 📝 +1 👍 -1 👎 heart ❤️ tada 🎉 pray 🙏 raised_hands 🙌 clap 👏 ok_hand 👌 wave 👋
muscle 💪 handshake 🤝 point_up ☝️ point_right 👉 writing_hand ✍️ smile 😄 grinning 😀 slightly_smiling_face 🙂 blush 😊
joy 😂 wink 😉 heart_eyes 😍 star-struck 🤩 sunglasses 😎 hugging_face 🤗 thinking_face 🤔 neutral_face 😐 grimacing 😬
disappointed 😞 cry 😢 sob 😭 angry 😠 rage 😡 scream 😱 sweat_smile 😅 sleeping 😴 face_with_rolling_eyes 🙄 facepalm 🤦
shrug 🤷 saluting_face 🫡 fire 🔥 100 💯 star ⭐ sparkles ✨ rocket 🚀 trophy 🏆 medal 🏅 bulb 💡 bell 🔔 mega 📣
speech_balloon 💬 telephone_receiver 📞 phone ☎️ iphone 📱 email 📧 envelope ✉️ package 📦 truck 🚚 house 🏠 shopping_trolley 🛒
calendar 📅 alarm_clock ⏰ hourglass_flowing_sand ⏳ stopwatch ⏱️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
bar_chart 📊 clipboard 📋 pushpin 📌 paperclip 📎 mag 🔍 lock 🔒 key 🔑 wrench 🔧 hammer 🔨 gear ⚙️ warning ⚠️ no_entry ⛔
question ❓ exclamation ❗ heavy_check_mark ✔️ x ❌ heavy_plus_sign ➕ arrow_right ➡️ arrow_up ⬆️ arrow_down ⬇️ repeat 🔁
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪
broken_heart 💔 blue_heart 💙 green_heart 💚 yellow_heart 💛 bouquet 💐 tulip 🌷 sunny ☀️ rain_cloud 🌧️ rainbow 🌈 coffee ☕
cake 🍰 birthday 🎂 beers 🍻 palm_tree 🌴 airplane ✈️ face_with_thermometer 🤒 lifebuoy 🛟 money_with_wings 💸 euro 💶 gift 🎁
`.trim().split(/\s+/);

const BY_NAME = new Map(LISTED.flatMap((name, place) => (place % 2 ? [] : [[name, LISTED[place + 1]]])));
BY_NAME.set("thumbsup", "👍");

const ALIASES = new Set(["thumbsup"]);

/** At hand without searching. */
export const QUICK = ["white_check_mark", "eyes", "raised_hands"];
export const OFTEN = ["eyes", "white_check_mark", "memo", "+1", "heart", "tada", "pray"];

export const emoji = (name) => BY_NAME.get(name.split("::")[0]) ?? `:${name}:`;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => BY_NAME.get(name) ?? whole);

/** The names that hold this, those that begin with it first. */
export function named(part) {
  const wanted = part.trim().toLowerCase().replace(/\s+/g, "_").replaceAll(":", "");
  const found = [...BY_NAME.keys()].filter((name) => name.includes(wanted) && !ALIASES.has(name));
  return found.sort((one, other) => Number(other.startsWith(wanted)) - Number(one.startsWith(wanted)));
}
