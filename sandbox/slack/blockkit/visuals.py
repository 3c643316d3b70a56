"""Blocks that show rather than ask: video, table, chart, card, carousel."""

from sandbox.slack.blockkit.inspector import Inspector
from sandbox.slack.values import Json


def check_video(found: Inspector, block: Json, path: str) -> None:
    """A video block."""
    found.text(block, "title", path, most=199)
    for key in ("alt_text", "video_url", "thumbnail_url"):
        found.string(block, key, path, most=3000, required=True)
    found.text(block, "description", path, most=200, required=False)
    found.string(block, "author_name", path, most=49)


def check_table(found: Inspector, block: Json, path: str) -> None:
    """A table: at most 100 rows of at most 20 cells, each raw_text, raw_number or rich_text."""
    rows = block.get("rows")
    if not isinstance(rows, list):
        found.complain(path, "missing required field: rows")
        return
    if not 1 <= len(rows) <= 100:
        found.complain(f"{path}/rows", "must have between 1 and 100 items")
    for number, row in enumerate(rows):
        place = f"{path}/rows/{number}"
        if not isinstance(row, list) or not 1 <= len(row) <= 20:
            found.complain(place, "must be an array of 1 to 20 cells")
            continue
        for column, cell in enumerate(row):
            if not isinstance(cell, dict) or cell.get("type") not in {"raw_text", "raw_number", "rich_text"}:
                found.complain(f"{place}/{column}/type", "must be one of [raw_text, raw_number, rich_text]")
            elif cell["type"] == "raw_text":
                found.string(cell, "text", f"{place}/{column}", most=10_000, required=True)


def check_data_table(found: Inspector, block: Json, path: str) -> None:
    """A paged table: a caption, a row of headings and 1 to 100 rows of as many cells."""
    found.string(block, "caption", path, most=3000, required=True)
    size = block.get("page_size")
    if size is not None and not (isinstance(size, int) and 1 <= size <= 100):
        found.complain(f"{path}/page_size", "must be an integer between 1 and 100")
    rows = block.get("rows")
    if not isinstance(rows, list) or not 2 <= len(rows) <= 101:
        found.complain(f"{path}/rows", "must have between 2 and 101 items")
    elif any(not isinstance(row, list) or len(row) != len(rows[0]) for row in rows):
        found.complain(f"{path}/rows", "all rows must have the same number of cells")


def check_data_visualization(found: Inspector, block: Json, path: str) -> None:
    """A chart: pie, line, bar or area, with a title of at most 50 characters."""
    found.string(block, "title", path, most=50, required=True)
    chart = block.get("chart")
    if not isinstance(chart, dict):
        found.complain(path, "missing required field: chart")
        return
    place = f"{path}/chart"
    if chart.get("type") == "pie":
        for spot, segment in found.objects(chart, "segments", place, most=6):
            found.string(segment, "label", spot, most=20, required=True)
            if not _is_number(segment.get("value")) or segment["value"] <= 0:
                found.complain(f"{spot}/value", "must be a number greater than 0")
    elif chart.get("type") in {"line", "bar", "area"}:
        _check_series(found, chart, place, _categories(found, chart, place))
    else:
        found.complain(f"{place}/type", "must be one of [pie, line, bar, area]")


def _categories(found: Inspector, chart: Json, path: str) -> list[str]:
    axis = chart.get("axis_config")
    if not isinstance(axis, dict) or not isinstance(axis.get("categories"), list):
        found.complain(path, "missing required field: axis_config")
        return []
    place = f"{path}/axis_config"
    for key in ("x_label", "y_label"):
        found.string(axis, key, place, most=50)
    categories = [str(name) for name in axis["categories"]]
    if not 1 <= len(categories) <= 20:
        found.complain(f"{place}/categories", "must have between 1 and 20 items")
    for position, name in enumerate(categories):
        found.length(name, f"{place}/categories/{position}", most=20)
    return categories


def _check_series(found: Inspector, chart: Json, path: str, categories: list[str]) -> None:
    for spot, series in found.objects(chart, "series", path, most=6):
        found.string(series, "name", spot, most=20, required=True)
        for point, one in found.objects(series, "data", spot, most=20):
            found.string(one, "label", point, most=20, required=True)
            if one.get("label") not in categories:
                found.complain(f"{point}/label", "must be one of the categories")
            if not _is_number(one.get("value")):
                found.complain(f"{point}/value", "must be a number")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_card(found: Inspector, block: Json, path: str) -> None:
    """A card."""
    found.text(block, "title", path, most=150, plain=False, required=False)
    found.text(block, "subtitle", path, most=150, plain=False, required=False)
    found.text(block, "body", path, most=200, plain=False, required=False)


def check_carousel(found: Inspector, block: Json, path: str) -> None:
    """A carousel of one to ten cards."""
    for place, card in found.objects(block, "elements", path, most=10):
        check_card(found, card, place)
