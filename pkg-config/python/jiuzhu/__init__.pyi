import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, Union

__version__: str
PILES: tuple[str, ...]

class InternalError(Exception):
    """程序自己出错。"""

class ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

class ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...

Table = Union[ArrowStream, ArrowArray, Iterable[Union[ArrowStream, ArrowArray]]]

class Policy:
    """一份政策：带在里面的编号，或者编译好的包。"""

    def __new__(cls, pack: Union[str, bytes, Path, "Policy"]) -> "Policy": ...
    @staticmethod
    def from_pack(pack: bytes) -> "Policy": ...
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def valid_from(self) -> str: ...
    @property
    def valid_until(self) -> str | None: ...
    def assess(self, answers: Mapping[str, Any]) -> dict[str, Any]: ...
    def questions(self, answers: Mapping[str, Any]) -> dict[str, Any]: ...

class Screened:
    """结果，一个 Arrow 流；读的时候才算，只能读一次。"""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

def policies() -> list[str]: ...
def assess(policy: str | bytes | Path | Policy, answers: Mapping[str, Any]) -> dict[str, Any]: ...
def screen(
    data: Table | Sequence[Table] | Mapping[str, Table],
    policy: str | bytes | Path | Policy,
    *,
    as_of: str | datetime.date | None = None,
    mapping: Mapping[str, Any] | str | Path | None = None,
    explain: bool = False,
    sorted: bool = False,
) -> Screened: ...
