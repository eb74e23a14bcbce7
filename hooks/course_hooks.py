"""MkDocs events: each hands one part of the course to MkDocs. No other file knows MkDocs; the work is in `course`."""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# MkDocs restores sys.path after loading a hook, so imports stay at the top.
import material
from course.assets import is_needless
from course.builder import Builder
from course.device import write_device_copy
from course.errors import ContentErrors, CourseError
from course.frame import with_mended_frame
from course.handouts.documents import write_documents
from course.handouts.plan import workshop
from course.hosting.server_files import write_platform_headers
from course.ids import FOLDER
from course.ids_lock import LOCK
from course.ids_pages import write_redirects
from course.offline import write_index_script
from course.output import check_output
from course.release import is_edition_name
from course.security import with_policy
from course.site import Site
from course.tidy import leaner
from course.views import CoursePage
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url, write_file

_builder = Builder()
_serving = False
_COLLECTING = gc.get_threshold()
# The third figure: no pass over all that a build holds. Of a thousand lessons they took one second in twenty-five and
# found 1 MiB.
_COLLECTING_LITTLE = (2_000, 10, 1_000_000)


class _Theme:
    """What the theme's templates are rendered with in this build."""

    environment: Any
    papers: list[File]
    context: dict[str, Any]
    """Of the page that comes next, or came last."""

    def surround(self, page: CoursePage) -> str:
        """The theme's frame around the parts of a page."""
        # Material's skip link leads to the first entry of the contents: the heading.
        self.context["page"].toc = TableOfContents([AnchorLink(page.view.heading, "content", 1)])
        return str(self.environment.get_template("main.html").render(self.context, course_page=page))


_theme = _Theme()


def _site() -> Site:
    if _builder.site is None:
        raise PluginError("the course was not loaded: 'on_pre_build' has to run first")
    return _builder.site


def _stamp() -> date | None:
    """The day that SOURCE_DATE_EPOCH fixes, so that a build can be repeated byte for byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None


def _say(findings: tuple[CourseError, ...]) -> None:
    """Findings go to the terminal as they are: editors and people read `path:line:column` at the line's start."""
    for finding in findings:
        print(finding, file=sys.stderr)


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether this is the live preview."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Pages without folders of their own are a copy to be read from a disk (`make offline`): it has no address."""
    if not config.use_directory_urls:
        config.site_url = ""
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Load and check the course before anything of the old site is touched.

    What is made here, in `on_files` and up to `on_env` stays to the end of the build. It is kept from the collector of
    garbage, which would go through all of it again and again.
    """
    gc.unfreeze()
    if _serving:
        gc.collect()  # what the last build left
    gc.set_threshold(*_COLLECTING_LITTLE)
    path = Path(config.config_file_path)
    edition = os.environ.get("EDITION", "")
    if edition and not is_edition_name(edition):
        raise PluginError(f"'{edition}' cannot be an edition (small letters, digits, dots and hyphens, as in '2027-1')")
    try:
        theme = Path(material.__file__).parent / "templates"
        _builder.address = config.site_url or ""
        offline = not config.use_directory_urls
        _builder.stamp, _builder.edition = _stamp(), edition
        # MkDocs has looked the variable up by now. A copy for a disk is made without handouts.
        _builder.handouts = config.extra.get("course", {}).get("handouts") is True and not offline
        today = _builder.stamp or datetime.now(UTC).date()
        site = _builder.load(path.parent, today, config=path.name, theme=theme, keep=_serving, offline=offline)
    except ContentErrors as error:
        _say(error.findings)
        raise PluginError(f"the course has {len(error.findings)} findings; nothing was built") from None
    _say(site.findings or site.notes)
    # The last build's instance, if any, belongs to another course.
    extensions: list[Any] = config.markdown_extensions
    config.markdown_extensions = [*(item for item in extensions if isinstance(item, str)), site.markdown]
    gc.freeze()


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that the engine writes and the hashed assets; take out what is not to be published."""
    site = _site()
    own, theme = (Path(folder).resolve() for folder in config.theme.dirs[:2])
    for file in list(files):
        # MkDocs keeps paths as they are written in its command line: `-f ./mkdocs.yml` makes them relative.
        source = Path(file.abs_src_path or "").resolve()
        unhashed = source.is_relative_to(own) and file.src_uri.endswith((".css", ".js"))
        needless = source.is_relative_to(theme) and is_needless(file.src_uri, site.course.settings.language)
        if (
            unhashed
            or needless
            or file.src_uri == LOCK
            or (file.is_documentation_page() and not site.knows(file.src_uri))
        ):
            files.remove(file)
    for path in site.generated:
        if path not in files.src_uris:
            # NOT_IN_NAV: MkDocs is not to list what the syllabus does not name.
            text, inclusion = f"# {site.title(path)}\n", InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=text, inclusion=inclusion))
    _theme.papers = [paper for path in site.for_paper if (paper := files.get_file_from_path(path))]
    for paper in _theme.papers:
        # Links may lead there, but MkDocs converts, indexes and builds nothing: `on_post_build` writes them.
        paper.inclusion = InclusionLevel.EXCLUDED
    for address, content in site.files.items():
        # INCLUDED: a course may exclude authors' files of the same kind, such as texts.
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))
    for address, content in site.scripts:
        write_file(content, f"{config.site_dir}/{address}")
    gc.freeze()
    return files


def on_page_read_source(*, page: Page, **_: Any) -> str:
    """The page's text comes from the loaded course, so that a broken edit never reaches the preview."""
    return _site().text(page.file.src_uri)


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Tell the Markdown extension which page comes next."""
    _site().begin(page.file.src_uri)
    page.meta["title"] = _site().title(page.file.src_uri)
    page.meta["search"] = _site().search_options(page.file.src_uri)
    page.meta["template"] = "finished.html"
    return markdown


def on_page_content(html: str, *, page: Page, **_: Any) -> str:
    """Markers become parts of the course."""
    return _site().content(page.file.src_uri, html)


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Every text is converted now: write the pages that speak of all of them, and tell link checking their anchors."""
    site = _site()
    _theme.environment = env
    for file in files.documentation_pages():
        if file.page is None:
            continue
        # Only the search reads `content`: the pages are put together by `site.page`.
        text = "" if file.src_uri in site.generated else file.page.content or ""
        file.page.content = site.searchable(file.src_uri) + leaner(text)
        file.page.present_anchor_ids = {*(file.page.present_anchor_ids or ()), *site.anchors(file.src_uri)}
    gc.freeze()
    return env


def on_page_context(context: dict[str, Any], *, page: Page, **_: Any) -> dict[str, Any]:
    """The page as it is written. Nothing reads its text any more; a large course would hold all to the end."""
    _theme.context = context
    page.content = ""
    return {**context, "finished_page": _site().finished(page.file.src_uri, _theme.surround)}


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The page for addresses that lead nowhere, served at any depth: its links begin at the site's root."""
    if template_name == "sitemap.xml":
        context["pages"] = [file for file in context["pages"] if _site().is_listed(file.src_uri)]
    if template_name == "404.html":
        context["course_page"] = _site().not_found(urlsplit(config.site_url or "/").path)
    return context


def on_post_template(output_content: str, **_: Any) -> str:
    """Mend the 404 page's frame, and write the security policy into it.

    A copy for a disk and an edition have neither that page nor a map for search engines: a host's root has them.
    """
    return with_policy(with_mended_frame(output_content)) if _site().release.is_latest else ""


def _write_papers(config: MkDocsConfig) -> None:
    """Write the pages for paper one by one: together they are the larger part of a site."""
    for file in _theme.papers:
        page = Page(None, file, config)
        _theme.context |= {"page": page, "base_url": get_relative_url(".", page.url)}
        Path(file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
        with open(file.abs_dest_path, "wb") as written:  # noqa: PTH123 - a path of MkDocs
            written.writelines(piece.encode() for piece in _site().on_paper(file.src_uri, _theme.surround))


def on_post_build(*, config: MkDocsConfig) -> None:
    """What can be made only of the finished site; last assertions over it."""
    folder, problems = Path(config.site_dir), list[str]()
    if _site().offline or _site().release.is_latest:  # permanent links lead to the newest course, not into an edition
        problems += write_redirects(folder, _site().redirects, offline=_site().offline)
    for address, content in _site().exports():  # one by one: MkDocs would hold all of them
        write_file(content, f"{folder}/{address}")
    _write_papers(config)
    if _site().offline:
        write_index_script(folder)
    elif _site().release.is_latest:
        write_platform_headers(folder, _site().course.settings.frame_ancestors)
        write_device_copy(folder, Path(config.theme.dirs[0]) / "worker/sw.js")
    if _site().course.settings.handouts:
        write_documents(_site(), workshop(folder, _site().course.settings.id))
    problems += check_output(folder, (FOLDER,))
    gc.set_threshold(*_COLLECTING)
    if problems:
        raise PluginError("\n".join(problems))


def on_build_error(**_: Any) -> None:
    """A build that stopped leaves the collector of garbage as it was."""
    gc.set_threshold(*_COLLECTING)
