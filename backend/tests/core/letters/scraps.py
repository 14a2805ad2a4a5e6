"""Texts made of the words that the rules look for, in any order, and of anything else."""

from hypothesis import strategies as st

_SCRAPS = st.sampled_from(
    [
        "Hej Anna,", "hej", "Hej då", "Dear", "Bästa", "Mvh", "mvh anna", "Med vänlig hälsning", "//Sandra",
        "- Per", "--", "Tack på förhand! Anna", "Trevlig helg!", "Du är välkommen att höra av dig.",
        "Den 3 mars kl 10:15 skrev", "Anna <a@b>:", "Från: Anna <a@b>", "Skickat: i dag", "Till: x",
        "Ämne: y", "> citat", ">", "-----Ursprungligt meddelande-----", "________", "Skickat från min iPhone",
        "PS. mer", "PS", "Anna Berg", "070-174 06 01", "a@b.se", "Ellevio AB", "##- svara ovan -##", "\n",
        "\n\n", " ", "\t", ".", ",", "!", "?", ":", "/", "-", "&", "och", "en fråga", "Å", "ß", "İ", "😀",
        "\u200b",
    ]
)  # fmt: skip
_ROWS = st.lists(_SCRAPS, max_size=30)

TEXTS = st.one_of(st.text(max_size=200), _ROWS.map("".join), _ROWS.map(" ".join))
