"""What Argo CD does with a commit, A1 to A27: how severe it is, in which words, what to do, and whether it was seen."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diff.nouns import Severity


@dataclass(frozen=True)
class Behaviour:
    """A behaviour of Argo CD with a name of its own."""

    id: str
    severity: Severity
    title: str
    """a sentence that a tired person understands"""
    remedy: str
    proved: bool = True
    """on a real Argo CD; else it is on paper, and never blocks by default"""


BEHAVIOURS: tuple[Behaviour, ...] = (
    Behaviour(
        "A1",
        "W",
        "an object that leaves git is deleted, or stays without an owner",
        "to keep it, set `Prune=false` on it in a commit before this one: it is read from the cluster",
    ),
    Behaviour(
        "A2",
        "X",
        "Argo CD refuses to delete every object of an Application, and syncs nothing of it",
        "remove the Application itself, or set `allowEmpty: true`",
    ),
    Behaviour(
        "A3",
        "D",
        "an Application is removed, and its finalizer decides whether its objects go with it",
        "to keep them, drop its finalizer in a commit before this one",
    ),
    Behaviour(
        "A4",
        "W",
        "an Application leaves git and goes on as before, since its parent does not prune",
        "delete it by hand once it should go",
    ),
    Behaviour(
        "A5",
        "W",
        "a finalizer or option is changed too late: what the cluster has counts",
        "merge this change first, and the removal once it is synced",
    ),
    Behaviour(
        "A6",
        "D",
        "an Application of Applications is removed, and those that it made go with it",
        "move its Applications to another parent, or drop the finalizers, in a commit before this one",
    ),
    Behaviour(
        "A7",
        "O",
        "an Application is renamed: the old one is deleted and a new one created",
        "pin `releaseName`, and drop the finalizer in a commit before this one",
    ),
    Behaviour(
        "A8",
        "O",
        "an Application moves to another cluster: its copy in the old one stays for ever",
        "check that Argo CD knows the cluster; delete the old copy by hand",
    ),
    Behaviour(
        "A9",
        "O",
        "an Application moves to another namespace: all is deleted in the old one before it is created in the new",
        "make the new namespace first; copy the data of volumes before",
    ),
    Behaviour(
        "A10",
        "X",
        "the project does not permit this: Argo CD applies nothing of the Application",
        "let the project permit it in a commit before this one, or take the object out",
    ),
    Behaviour(
        "A11",
        "W",
        "automated sync is off: the commit does not deploy by itself",
        "sync by hand, or switch automated sync on",
    ),
    Behaviour(
        "A12",
        "W",
        "automated sync, pruning or healing is switched on: the first sync may do more than this diff shows",
        "look at the difference that Argo CD shows of the Application before the merge",
    ),
    Behaviour(
        "A13",
        "W",
        "`ignoreDifferences` leaves this field out: its change alone is never applied",
        "change something else of the Application along with it, sync by hand, or stop ignoring the field",
    ),
    Behaviour(
        "A14",
        "I",
        "hooks run on every sync, and each wave waits for the one before it",
        "see that it may run again at any time, and that all it needs comes before it",
    ),
    Behaviour(
        "A15",
        "W",
        "an object becomes a hook, or a hook becomes an object",
        "give it a new name",
    ),
    Behaviour(
        "A16",
        "O",
        "an object moves between Applications, or two have it at once",
        "set `Prune=false` on it in a commit before this one",
    ),
    Behaviour(
        "A17",
        "O",
        "an object becomes one of another kind: the old one is deleted, then the new one created",
        "give the new one another name, and remove the old one once it serves",
    ),
    Behaviour(
        "A18",
        "W",
        "the object is replaced as a whole: what others wrote into it is lost",
        "leave `Replace=true` out unless the object is too big to be applied",
    ),
    Behaviour(
        "A19",
        "O",
        "the object is deleted and created anew",
        "take `Force=true` out again once it is done",
    ),
    Behaviour(
        "A20",
        "W",
        "the way to apply is switched, and with it who owns which field",
        "switch in a commit of its own, before any other change",
    ),
    Behaviour(
        "A21",
        "X",
        "the API server refuses one object when Argo CD compares, which freezes the whole Application",
        "take that change out; `ServerSideDiff=false` limits it to the one object",
    ),
    Behaviour(
        "A22",
        "D",
        "an ApplicationSet makes an Application no more, and its objects go with it",
        "set `preserveResourcesOnDeletion: true` in a commit before this one",
    ),
    Behaviour(
        "A23",
        "W",
        "Argo CD marks its objects another way: it does not know those that leave git in the same commit",
        "sync every Application after this commit, before any is removed",
    ),
    Behaviour(
        "A24",
        "I",
        "the source of an Application is another one: all of it is rendered anew",
        "read the changes of its objects below",
    ),
    Behaviour("A25", "I", "labels or annotations alone change: in place, and no pod restarts", "nothing"),
    Behaviour(
        "A26",
        "W",
        "a sync window holds the commit back",
        "wait until it opens, or sync by hand where the window lets you",
    ),
    Behaviour(
        "A27",
        "I",
        "a volume or load balancer comes: the Application is not healthy before it is there",
        "see that nothing in a later wave has to be there for it",
    ),
)
BY_ID = {one.id: one for one in BEHAVIOURS}
