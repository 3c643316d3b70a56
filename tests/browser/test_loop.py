"""The whole loop as people see it: feedback in, claim, resolve, report back, with both apps side by side."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_anna_closes_the_loop_on_slack_and_telegram_follows(window: Window) -> None:
    await window.open("anna")

    await window.send_story("nl/promise")
    on_slack, on_phone = window.on_slack("wacht ik op antwoord"), window.on_phone("wacht ik op antwoord")
    await expect(on_slack).to_contain_text("Nog niemand heeft dit opgepakt")
    await expect(on_phone).to_contain_text("Nog niemand heeft dit opgepakt")

    await on_slack.get_by_role("button", name="Oppakken").click()
    await expect(on_phone).to_contain_text("Anna heeft dit sinds")
    await expect(on_slack).to_contain_text("Anna heeft dit sinds")

    await on_slack.get_by_role("button", name="Afronden").click()
    await expect(window.form.get_by_label("Wat heb je eraan gedaan?")).to_be_visible()
    await window.form.locator("button[type=submit]").click()
    field = window.form.locator(".field", has_text="Wat heb je eraan gedaan?")
    await expect(field.get_by_role("alert")).to_contain_text("Vul dit verplichte veld in")
    await window.form.get_by_label("Wat was de oorzaak?").select_option(label="Wachttijd")
    await window.form.get_by_label("Wat heb je eraan gedaan?").fill("Gebeld en een nieuwe bank beloofd.")
    await window.form.get_by_label("Niet mogelijk").check()
    await window.form.locator("button[type=submit]").click()
    why = window.form.locator(".field", has_text="Waarom kon je het de klant niet laten weten?")
    await expect(why.get_by_role("alert")).to_be_visible()
    await expect(window.form.get_by_label("Wat heb je eraan gedaan?")).to_have_value(
        "Gebeld en een nieuwe bank beloofd."
    )
    await window.form.get_by_label("Telefonisch").check()
    await window.form.locator("button[type=submit]").click()

    await expect(window.form).to_have_count(0)
    folded = window.on_slack("Afgerond door Anna")
    await expect(folded).to_contain_text("klant gebeld")
    await expect(window.on_phone("Afgerond door Anna").first).to_contain_text("klant gebeld")
    await expect(window.on_slack("wacht ik op antwoord")).to_have_count(0)
    await expect(window.on_phone("Gebeld en een nieuwe bank beloofd.").locator(".answered")).to_be_visible()
    await folded.get_by_role("button", name="1 reactie").click()
    await expect(window.on_slack("Gebeld en een nieuwe bank beloofd.")).to_contain_text("Wachttijd")


@pytest.mark.parametrize("language", ["en"])
async def test_boris_closes_the_loop_on_telegram_and_slack_follows(window: Window) -> None:
    await window.open("boris")

    await window.send_story("en/promise")
    card = window.on_phone("I have been waiting two weeks")
    await card.get_by_role("button", name="Claim").click()
    await expect(window.on_slack("I have been waiting two weeks")).to_contain_text("Boris has this since")
    await expect(window.phone.locator(".toast")).to_contain_text("You have it now")

    await card.get_by_role("button", name="Resolve").click()
    await window.pick_up_phone("Klankbord")
    await window.on_phone("What was the cause?").get_by_role("button", name="Delivery").click()
    await expect(window.phone.locator(".replying")).to_contain_text("What did you do about it?")
    await window.write_on_phone("Called her and booked the van for Friday.")
    await expect(window.phone.locator(".replying")).to_have_count(0)
    await expect(window.phone.get_by_role("textbox")).to_be_focused()
    await window.on_phone("How did you tell the customer?").get_by_role("button", name="By phone").click()

    await expect(window.on_slack("Resolved by Boris")).to_contain_text("customer phoned")
    await window.pick_up_phone("Customer care", "What customers say")
    await expect(window.on_phone("Called her and booked the van").locator(".answered")).to_be_visible()
    await window.on_slack("Resolved by Boris").get_by_role("button", name="1 reply").click()
    await expect(window.on_slack("Called her and booked the van")).to_be_visible()


async def test_what_names_anna_comes_to_her_alone_first(window: Window) -> None:
    await window.open("anna")

    await window.send_story("nl/anna")
    await expect(window.slack.locator("[data-room=Klankbord] .badge")).to_be_visible()
    await expect(window.on_slack("Anna zou het uitzoeken")).to_have_count(0)
    await expect(window.phone.locator(".banner")).to_have_count(0)
    await window.go_to("Klankbord")
    card = window.on_slack("Anna zou het uitzoeken")
    await expect(card).to_contain_text("ligt dit alleen bij jou")

    await card.get_by_role("button", name="Oppakken").click()
    await window.go_to("support")
    await expect(window.on_slack("Anna heeft dit")).to_be_visible()
    await window.become("boris")
    await expect(window.on_slack("Anna heeft dit")).to_be_visible()
    await expect(window.on_slack("Anna zou het uitzoeken")).to_have_count(0)


async def test_what_names_boris_comes_to_his_phone_alone_first(window: Window) -> None:
    await window.open("boris")

    await window.customer.locator("select.stories").select_option("en/anna")
    await window.customer.locator("summary").first.click()
    await window.customer.get_by_label("Gaat over").select_option("boris@devrieswonen.nl")
    await window.customer.locator("button[type=submit]").click()
    banner = window.phone.locator(".banner")
    await expect(banner).to_contain_text("Detractor")
    await expect(window.slack.locator("[data-room=Klankbord] .badge")).to_have_count(0)
    await banner.click()
    card = window.on_phone("Anna was going to find out")
    await card.get_by_role("button", name="Claim").click()
    await expect(window.on_slack("Boris heeft dit")).to_be_visible()


async def test_people_who_like_reactions_claim_and_release_with_them(window: Window) -> None:
    await window.open("boris")
    await window.send_story("nl/refund")
    card = window.on_slack("De lamp is drie weken geleden")

    await card.hover()
    await card.get_by_role("button", name="Reageer met een emoji").click()
    await card.get_by_role("button", name="Reageer met ogen", exact=True).click()
    await expect(card).to_contain_text("Boris heeft dit sinds")
    await expect(window.on_phone("De lamp is drie weken geleden")).to_contain_text("Boris heeft dit sinds")

    await card.get_by_role("button", name="ogen: 1").click()
    await expect(card).to_contain_text("Nog niemand heeft dit opgepakt")


async def test_tim_links_his_telegram_and_his_press_is_carried_out(window: Window) -> None:
    await window.open("tim")
    await window.send_story("nl/stars")
    card = window.on_phone("Showmodel gekocht")

    await card.get_by_role("button", name="Oppakken").click()
    await expect(window.phone.get_by_role("alertdialog")).to_contain_text("/nps link")
    await window.phone.get_by_role("button", name="OK").click()

    await window.write_on_slack("/nps link")
    await window.slack.locator(".ephemeral a").click()
    await window.phone.get_by_role("button", name="START").click()
    await expect(window.on_phone("je bent gekoppeld")).to_be_visible()
    await expect(window.on_slack("Showmodel gekocht")).to_contain_text("Tim heeft dit sinds")
