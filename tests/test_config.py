"""Settings: the environment before the file, the file before the defaults; clear words for what is wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from matchmaker.config import PREFIX, Settings, load_settings
from matchmaker.errors import Invalid


def load(folder: Path, toml: str = "", **environ: str) -> Settings:
    (folder / "matchmaker.toml").write_text(toml, "utf-8")
    named = {PREFIX + name.upper(): value for name, value in environ.items()}
    return load_settings({PREFIX + "INSTANCE": str(folder), **named})


def test_without_anything_the_defaults_hold() -> None:
    assert load_settings({}) == Settings()


def test_the_file_of_the_instance_is_read(tmp_path: Path) -> None:
    settings = load(tmp_path, 'site_name = "Südlicht"\nport = 9000\ndemo = true\n')
    assert (settings.site_name, settings.port, settings.demo) == ("Südlicht", 9000, True)
    assert settings.threads == Settings().threads


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    assert load(tmp_path, "port = 9000", port="9001").port == 9001


def test_what_the_caller_says_wins_over_both(tmp_path: Path) -> None:
    (tmp_path / "matchmaker.toml").write_text("port = 9000")
    settings = load_settings({PREFIX + "PORT": "9001"}, instance=str(tmp_path), port=9002)
    assert settings.port == 9002
    assert settings.folder == tmp_path


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PREFIX + "INSTANCE", str(tmp_path))
    monkeypatch.setenv(PREFIX + "SITE_NAME", "From outside")
    assert load_settings().site_name == "From outside"


@pytest.mark.parametrize("text", ["1", "true", "Yes", " on "])
def test_a_switch_can_be_turned_on(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, demo=text).demo is True


@pytest.mark.parametrize("text", ["0", "false", "NO", "off", ""])
def test_a_switch_can_be_turned_off(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, "demo = true", demo=text).demo is False


@pytest.mark.parametrize(
    ("name", "value"), [("demo", "perhaps"), ("port", "eighty"), ("port", ""), ("max_upload_mb", "1.5")]
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(Invalid, match=f"{PREFIX}{name.upper()} is {value!r}; it must be of the same kind"):
        load(tmp_path, **{name: value})


def test_a_value_of_the_wrong_kind_in_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="MATCHMAKER_THREADS"):
        load(tmp_path, 'threads = "many"')


def test_a_list_in_the_file_is_no_number(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="MATCHMAKER_PORT"):
        load(tmp_path, "port = [8000]")


def test_a_name_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"settings that do not exist: \['prot', 'treads'\]"):
        load(tmp_path, "treads = 3\nprot = 8000")


def test_a_file_that_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read") as caught:
        load(tmp_path, "site_name = Matchmaker")
    assert str(tmp_path / "matchmaker.toml") in str(caught.value)
    assert "line 1" in str(caught.value)


def test_other_variables_are_none_of_our_business(tmp_path: Path) -> None:
    assert load_settings({"MATCHMAKER_SOMETHING": "1", "PORT": "1"}, instance=str(tmp_path)).port == 8000


def test_the_folder_is_absolute_wherever_the_program_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings(instance="here").folder == tmp_path / "here"


def test_languages_are_read_as_a_list_with_the_default_first() -> None:
    assert Settings().language_codes[0] == "en"
    assert Settings(languages=" de, en,,fr ").language_codes == ("de", "en", "fr")


def test_settings_never_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]  # this is what the test tries


def test_each_setting_says_what_it_means_in_a_sentence() -> None:
    for item in fields(Settings):
        meaning = item.metadata["meaning"]
        assert meaning[0].isupper(), item.name
        assert meaning.endswith("."), item.name


def test_sites_that_may_frame_pages_are_origins(tmp_path: Path) -> None:
    assert load(tmp_path).frame_origins == ()
    assert load(tmp_path, embed_origins="https://a.example, http://*.b.example:81/").frame_origins == (
        "https://a.example",
        "http://*.b.example:81",
    )
    assert load(tmp_path, embed_origins="*").frame_origins == ("*",)


@pytest.mark.parametrize(
    "text", ["a.example", "https://a.example; script-src *", "'self'", "https://a.example/page"]
)
def test_what_is_no_origin_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid, match="EMBED_ORIGINS"):
        _ = load(tmp_path, embed_origins=text).frame_origins
