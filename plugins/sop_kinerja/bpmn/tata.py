"""Where everything stands in the diagram: lanes one below the other, a place for each step from left to right.

Only one step stands in each place, so a vertical line in a gap, or in a step's own place, meets no other symbol; and
each lane keeps a strip free at its foot, in which the Tidak arrows run back. So no arrow runs through a symbol.
Lengths are pixels of the diagram, as editors use them; y grows downwards.
"""

from dataclasses import dataclass, field

from plugins.sop_kinerja.sopform import SELESAI, LangkahData, SopData

Point = tuple[int, int]
_LEFT, _TOP = 160, 80
_HEAD = 30  # the strip with the name of the pool, and that of each lane
_EVENT, _GATEWAY, _TASK = 36, 50, 180
_GAP = 60  # between places
_PAD = 24  # above the symbols of a lane
_STRIP, _TRACK = 26, 12  # below them, and between two arrows that run there
_MIN_HEIGHT, _LINE, _CHARACTERS = 80, 15, 26  # of a task; editors write its text in about these measures
_LETTER = 7
_ICON = 24  # above and below the text: editors draw a person in the corner of a task


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass
class Plan:
    """Boxes and labels by the element's id; the lanes in order; the arrows' corners by their id."""

    pool: Box = Box(_LEFT, _TOP, 0, 0)
    lanes: list[Box] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    edges: dict[str, list[Point]] = field(default_factory=dict)


def task_id(nomor: int) -> str:
    return f"Langkah_{nomor}"


def gateway_id(nomor: int) -> str:
    return f"Keputusan_{nomor}"


START, END = "Mulai", "Selesai"


def lay_out(sop: SopData) -> Plan:
    """A plan for an SOP whose steps follow one another (see `tulis.write_bpmn`)."""
    codes = [column.kode for column in sop.pelaksana]
    nobody = len(codes)  # below the lanes: steps of a draft that nobody does yet
    lane_of = {step.nomor: codes.index(step.pelaksana[0]) if step.pelaksana else nobody for step in sop.langkah}
    plan = Plan()
    middles = _lanes(plan, sop, lane_of)
    right = _places(plan, sop, lane_of, middles)
    plan.pool = Box(_LEFT, _TOP, right - _LEFT, plan.lanes[-1].bottom - _TOP)
    plan.lanes = [Box(one.x, one.y, right - one.x, one.height) for one in plan.lanes[: len(codes)]]
    return plan


def _task_height(step: LangkahData) -> int:
    lines = sum(-(-max(len(part), 1) // _CHARACTERS) for part in step.uraian.split("\n"))
    return max(_MIN_HEIGHT, lines * _LINE + 2 * _ICON)


def _lanes(plan: Plan, sop: SopData, lane_of: dict[int, int]) -> list[int]:
    """Gives the lanes (and a band below them for whom nobody does) their heights; the middle of each."""
    middles, top = [], _TOP
    for lane in range(len(sop.pelaksana) + (len(sop.pelaksana) in lane_of.values())):
        inside = [step for step in sop.langkah if lane_of[step.nomor] == lane]
        label = sop.pelaksana[lane].label if lane < len(sop.pelaksana) else ""
        name = min(len(label), 40) * _LETTER - _PAD - _STRIP  # written upwards at the lane's left edge
        height = max([_MIN_HEIGHT, name, *(_task_height(step) for step in inside)])
        tracks = sum(1 for step in inside if step.tidak_ke is not None)
        middles.append(top + _PAD + height // 2)
        whole = _PAD + height + _STRIP + _TRACK * tracks
        plan.lanes.append(Box(_LEFT + _HEAD, top, 0, whole))
        top += whole
    return middles


def _places(plan: Plan, sop: SopData, lane_of: dict[int, int], middles: list[int]) -> int:
    """Puts the symbols in their places from left to right; the right edge of the pool."""
    x = _LEFT + 2 * _HEAD + _GAP // 2
    first, last = lane_of[sop.langkah[0].nomor], lane_of[sop.langkah[-1].nomor]
    plan.boxes[START] = Box(x, middles[first] - _EVENT // 2, _EVENT, _EVENT)
    x += _EVENT + _GAP
    for step in sop.langkah:
        middle, height = middles[lane_of[step.nomor]], _task_height(step)
        plan.boxes[task_id(step.nomor)] = Box(x, middle - height // 2, _TASK, height)
        x += _TASK + _GAP
        if step.jenis == "keputusan":
            box = Box(x - _GAP // 3, middle - _GATEWAY // 2, _GATEWAY, _GATEWAY)
            plan.boxes[gateway_id(step.nomor)] = box
            x = box.right + _GAP
    plan.boxes[END] = Box(x, middles[last] - _EVENT // 2, _EVENT, _EVENT)
    for name in (START, END):
        box = plan.boxes[name]
        plan.labels[name] = Box(box.x - 6, box.bottom + 4, 48, 14)
    return x + _EVENT + _GAP // 2


def forward(plan: Plan, edge: str, source: str, target: str) -> None:
    """An arrow to the next place: straight, or with one fall in the gap before it."""
    a, b = plan.boxes[source], plan.boxes[target]
    turn = b.x - min(_GAP, b.x - a.right) // 2
    begin, end = (a.right, a.middle[1]), (b.x, b.middle[1])
    plan.edges[edge] = [begin, end] if begin[1] == end[1] else [begin, (turn, begin[1]), (turn, end[1]), end]
    if source.startswith("Keputusan"):
        plan.labels[edge] = Box(a.right + 4, begin[1] - 18, 14, 14)


def backward(plan: Plan, sop: SopData) -> None:
    """The Tidak arrows: down into the free strip of the lane, back along it, and up or down to their step."""
    used: dict[int, int] = {}
    arriving: dict[int, int] = {}
    for step in sop.langkah:
        if step.tidak_ke is None:
            continue
        gateway, target = plan.boxes[gateway_id(step.nomor)], plan.boxes[task_id(step.tidak_ke)]
        lane = next((i for i, one in enumerate(plan.lanes) if one.y <= gateway.y < one.bottom), len(plan.lanes))
        foot = plan.lanes[lane].bottom if lane < len(plan.lanes) else plan.pool.bottom
        used[lane] = used.get(lane, 0) + 1
        y = foot - _TRACK * used[lane]
        arriving[step.tidak_ke] = arriving.get(step.tidak_ke, 0) + 1
        shift = arriving[step.tidak_ke] // 2 * _TRACK * (-1 if arriving[step.tidak_ke] % 2 else 1)
        x = target.middle[0] + max(-_TASK // 3, min(_TASK // 3, shift))
        end = target.bottom if y > target.y else target.y
        plan.edges[no_id(step.nomor)] = [
            (gateway.middle[0], gateway.bottom), (gateway.middle[0], y), (x, y), (x, end)
        ]  # fmt: skip
        plan.labels[no_id(step.nomor)] = Box(gateway.middle[0] + 5, gateway.bottom + 4, 30, 14)


def no_id(nomor: int) -> str:
    return f"Alur_{nomor}_Tidak"


def yes_id(nomor: int) -> str:
    return f"Alur_{nomor}_Ya"


def target_of(step: LangkahData) -> str:
    return END if step.ya_ke == SELESAI else task_id(step.ya_ke)
