"""What the operator wrote, and on which line everything stands, so that every complaint can say where."""

from dataclasses import dataclass, field

from bot.errors import Complaint, ConfigError

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line in a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong at a path; a Complaint once it is known what everything is called."""

    path: KeyPath
    place: Place
    what: str
    hint: str


@dataclass(kw_only=True)
class Source:
    """What the operator wrote: the tree, where each part of it stands, and what is wrong with it so far.

    `spoiled` are parts that could not be read; what is said about them besides is noise. `secret` holds the values
    that came from the environment, by name: none of them may be printed.
    """

    file: str
    tree: object = None
    places: dict[KeyPath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    spoiled: set[KeyPath] = field(default_factory=set)
    secret: dict[str, str] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Where this stands, or else what it would stand in."""
        return self.places.get(path) or (self.place(path[:-1]) if path else Place(file=self.file, line=1))

    def label(self, path: KeyPath) -> str:
        """The path in an operator's words: list entries go by their key or e-mail address, else they count from 1."""
        label, part = "", self.tree
        for step in path:
            if isinstance(part, list) and isinstance(step, int) and step < len(part):
                part = part[step]
                name = (part.get("key") or part.get("email")) if isinstance(part, dict) else None
                label += f".{name}" if isinstance(name, str) else f"[{step + 1}]"
            elif isinstance(step, str):
                part = part.get(step) if isinstance(part, dict) else None
                label = f"{label}.{step}" if label else step
        return label

    def complain(self, path: KeyPath, what: str, hint: str, *, place: Place | None = None) -> None:
        """Say what is wrong at a path and what to write instead, both without a full stop."""
        self.findings.append(Finding(path=path, place=place or self.place(path), what=what, hint=hint))

    def spoil(self, path: KeyPath) -> None:
        """From now on, say nothing more about this path or what is in it."""
        self.spoiled.add(path)

    def is_spoiled(self, path: KeyPath) -> bool:
        """Whether this path, or something that it is part of, could not be read."""
        return any(path[:length] in self.spoiled for length in range(len(path) + 1))

    def raise_complaints(self) -> None:
        """Raise ConfigError with everything that is wrong, in the order of the files' lines; nothing wrong: return."""
        if self.findings:
            ordered = sorted(self.findings, key=lambda f: (f.place.file != self.file, f.place.file, f.place.line))
            raise ConfigError(tuple(self._complaint(finding) for finding in ordered))

    def _complaint(self, finding: Finding) -> Complaint:
        label = self.label(finding.path)
        where = f"{finding.place}: {label}" if label else str(finding.place)
        hint = finding.hint if finding.hint.endswith("?") else f"{finding.hint}."
        return Complaint(where=self._hushed(where), what=self._hushed(finding.what), hint=self._hushed(hint))

    def _hushed(self, text: str) -> str:
        for name, value in self.secret.items():
            text = text.replace(value, f"${{{name}}}")
        return text
