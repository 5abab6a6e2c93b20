"""What people in a sample say, by their stars and by the reasons they give."""

OPENINGS: dict[int, tuple[str, ...]] = {
    1: ("Really disappointed.", "Never again.", "This went completely wrong.", "Not acceptable."),
    2: ("Not happy with this one.", "Expected better.", "Usually fine, not this time.", "That was poor."),
    3: ("It was all right.", "Okay, but not great.", "So-so.", "It arrived, that's about it."),
    4: ("Good delivery.", "All fine.", "Went well.", "Happy with it, thank you."),
    5: ("Perfect.", "Brilliant service!", "Couldn't be better.", "Great as always.", "Thank you so much!"),
}
CLOSINGS: dict[int, tuple[str, ...]] = {
    1: ("I want somebody to call me.", "I'd like my money back.", "Please sort this out."),
    2: ("Please do better next time.", "I hope this was an exception.", "I'd have liked a word of apology."),
    3: ("Could be better.", "No big drama though.", "Next time please ring."),
    4: ("Thanks!", "Keep it up.", "Will order again."),
    5: ("Give them a raise!", "Five stars from the fourth floor.", "Say thanks to the courier from me.", "Wow."),
}
REMARKS: dict[str, tuple[str, ...]] = {
    "on_time": (
        "Right in the window you promised.",
        "Came exactly when it said.",
        "Ten minutes early, even.",
        "On the dot.",
    ),
    "friendly": (
        "The courier was lovely and carried it up to the third floor.",
        "Very friendly, had a smile for the kids.",
        "Kind and quick.",
        "He even waited while I found my glasses.",
    ),
    "careful": (
        "The box looked like new.",
        "Eggs in one piece, all twelve.",
        "She put it down gently, it was glass.",
        "Handled with real care.",
    ),
    "kept_informed": (
        "I could follow it to the door.",
        "The message five minutes before was great.",
        "Always knew where it was.",
    ),
    "right_place": (
        "Left behind the bin just as I asked.",
        "With the neighbour, as agreed.",
        "Found my door in the back yard without calling.",
    ),
    "late": (
        "Two hours after the window.",
        "I took the afternoon off for nothing.",
        "Came at nine in the evening instead of noon.",
        "Waited all day and it came the next morning.",
    ),
    "unfriendly": (
        "The courier was rude when I asked for a minute.",
        "Not even a hello.",
        "He rolled his eyes because there is no lift.",
    ),
    "damaged": (
        "The box was soaked and one corner crushed.",
        "The glass was broken inside.",
        "It looked as if it had been thrown.",
    ),
    "item_missing": (
        "One of the three bags was missing.",
        "The charger wasn't in the parcel.",
        "Paid for six bottles, got five.",
    ),
    "wrong_place": (
        "It stood in the rain in front of the house.",
        "Found it two doors down by chance.",
        "Left on the street where anybody could take it.",
    ),
    "not_informed": (
        "Nobody told me it would be later.",
        "No message, no card, nothing.",
        "The tracking said delivered, and it wasn't.",
    ),
    "instructions_ignored": (
        "I had written 'do not ring, baby sleeping'. They rang.",
        "The note said third floor, it was left in the hall.",
        "I asked for the back door, as every time.",
    ),
    "access": (
        "The lift was out and the gate locked.",
        "No bell, no name, no way in.",
        "Code at the gate has changed.",
    ),
    "address": ("There are two houses with this number.", "The entrance is in the side street."),
    "customer_absent": ("Rang twice, waited five minutes.", "Left it with the neighbour on the first floor."),
    "safety": ("A loose dog in the yard.", "No light on the stairs.", "Ice on the steps."),
}
