"""Sentences that turn the one before them: it was denied, corrected, never happened."""

from __future__ import annotations

TURNS = (
    "The ministry denied the report.", "That is not true, the ministry said.", "Later he withdrew the remark.",
    "But this turned out to be wrong.", "The claim was false.", "He has since apologised.",
    "The newspaper retracted the story the next day.", "However, the figure was later corrected to half that.",
    "A day later the minister took it back.", "But none of that has happened.",
    "In the end it came to nothing.", "Officials in the capital dispute that.", "The company rejects the accusation.",
    "“That is simply a lie,” her office said.", "It never came to that.", "She has walked those words back since.",
    "An inquiry found no evidence for it.", "But he said the opposite a week earlier.",
    "Since then the government has changed course.", "The opposite is the case.", "Not so, said the governor.",
    "This has been contradicted by the ministry’s own figures.", "But the plan was dropped in May.",
    "Later, it is possible.", "No proof has been offered.", "The army says nothing of the kind took place.",
    "Independent reporters could not confirm this.", "Both governments have called the account a fabrication.",
    "But that was before the vote.", "He now says he was misunderstood.",
    "The spokesman said the minister had been misquoted.", "That assessment no longer holds.", "Yet it did not.",
    "The statement has been deleted since.", "But the opposite happened.", "Its editors have since added a correction.",
    "Neither is true.", "Nothing of this is confirmed.", "Her own lawyers contradict her.",
    "The video on which this rests is a forgery.",
    "Hours later the office said it had made a mistake.", "The bank disputes the numbers.",
    "However, that is no longer his view.", "The agency has since revised the figure to 200.",
    "The minister has now said the reverse.", "But he changed his mind in March.",
    "There is no truth in it, according to the mayor.", "The court found that the statement was untrue.",
    "The general denied ever having said so.", "But it was never signed.", "That has not happened.",
    "Her party distanced itself from the remark.", "Experts doubt this.", "The assertion is contested.",
    "Since then, however, the two sides have fallen out.", "Only if parliament agrees, though.",
    "Two days later, the offer was off the table.", "The photo, it emerged, was taken in another war.",
    "Fact-checkers rated the claim as mostly false.", "He later said he had been joking.",
)  # fmt: skip
"""Sentences that turn the one before them, with which the rules were written."""
FRESH = (
    "The offer has lapsed.", "A later study reached a different result.",
    "The spokesman corrected himself within the hour.", "None of these numbers could be checked.",
    "The ministry would not confirm it.", "Mr. Laurent insists he said no such thing.", "The two presidents never met.",
    "Instead, prices rose.", "The quotation appears in no transcript.", "It has since been shown to be untrue.",
    "Her deputy flatly contradicted her.", "By Friday the deal was dead.", "That promise was not kept.",
    "The firm rejects this version of events.", "But the report got the dates wrong.",
    "However, he has changed his mind since.", "A judge later threw out the finding.", "This is disputed.",
    "The editors regret the error.", "What he said was not what he meant.",
)  # fmt: skip
"""The same, written down before the rules were made better; no rule was written for them, so that they tell how far
the rules reach. A sentence that gives a rule its idea belongs above."""
