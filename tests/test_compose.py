"""The production way: docker-compose.yml and Dockerfile say what they should, and their own commands start it."""

import contextlib
import functools
import json
import os
import re
import shlex
import string
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests import services
from wuhou_craftsmen.common.pdf import checks

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ["migrate", "web", "worker", "beat"]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(.*?)\}")
HOST = "portal.example.cn"
GIVEN = {
    "SECRET_KEY": string.ascii_letters + string.digits,
    "FIELD_KEYS": "k1:" + "A" * 43 + "=",
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_URL": f"https://{HOST}",
    "POSTGRES_PASSWORD": "p",
    "REDIS_PASSWORD": "r",
}


def environment(service: str, given=GIVEN) -> dict[str, str]:
    """A service's variables as compose would fill them in."""

    def fill(match):
        name, rest = match.groups()
        return given.get(name, rest.removeprefix(":-"))

    return {name: VARIABLE.sub(fill, value) for name, value in SERVICES[service]["environment"].items()}


def image_command() -> list[str]:
    return json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.M).group(1))


def settings_with(**variables) -> subprocess.CompletedProcess:
    """Load the settings with nothing but these variables."""
    return subprocess.run(
        [sys.executable, "-c", "import wuhou_craftsmen.settings"],
        cwd=ROOT, env={"PATH": os.environ["PATH"]} | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


class TestCompose:
    def test_the_services_are_there(self):
        assert set(SERVICES) == {"postgres", "redis", *PORTAL}

    def test_every_variable_must_be_given_but_the_log_level(self):
        used = dict(VARIABLE.findall((ROOT / "docker-compose.yml").read_text()))
        assert used.pop("LOG_LEVEL") == ":-WARNING"
        assert set(used) == set(GIVEN)
        assert all(re.fullmatch(r":\?\w+ .+", rest) for rest in used.values()), used

    @pytest.mark.parametrize("service", SERVICES)
    def test_no_secret_is_written_down(self, service):
        for name, value in SERVICES[service]["environment"].items():
            if re.search("KEY|PASSWORD|AUTH|URL", name):
                assert ":?" in value, name

    def test_only_the_web_is_published_and_only_to_this_machine(self):
        published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
        assert published == {"web": ["127.0.0.1:8000:8000"]}
        assert COMPOSE["networks"]["inside"]["internal"] is True
        assert {name for name in SERVICES if "outside" in SERVICES[name]["networks"]} == {"web"}

    @pytest.mark.parametrize("service", SERVICES)
    def test_images_are_pinned(self, service):
        assert re.fullmatch(r"[\w-]+:\d+\.\d+(\.\d+)?(-\w+)?", SERVICES[service]["image"])

    @pytest.mark.parametrize("service", PORTAL)
    def test_one_image_one_environment_and_the_same_files(self, service):
        for shared in ("image", "build", "environment", "volumes", "cap_drop", "security_opt"):
            assert SERVICES[service][shared] == SERVICES["web"][shared]
        assert SERVICES[service]["volumes"] == [f"files:{SERVICES[service]['environment']['DATA_DIR']}"]

    @pytest.mark.parametrize("service", ["web", "worker", "beat"])
    def test_nothing_starts_before_the_tables_are_there(self, service):
        needed = {name: how["condition"] for name, how in SERVICES[service]["depends_on"].items()}
        assert needed == {
            "postgres": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }

    @pytest.mark.parametrize("service", ["postgres", "redis", "web", "worker"])
    def test_health_is_checked(self, service):
        assert SERVICES[service]["healthcheck"]["test"]

    def test_what_must_last_lies_on_volumes(self):
        kept = {
            volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])
        }
        assert kept == set(COMPOSE["volumes"])

    def test_the_portal_is_told_the_database_and_the_queue_of_the_other_services(self):
        seen, database = environment("web"), environment("postgres")
        assert seen["DATABASE_URL"] == "postgres://{}:{}@postgres:5432/{}".format(
            *(database[f"POSTGRES_{part}"] for part in ("USER", "PASSWORD", "DB"))
        )
        assert seen["BROKER_URL"] == f"redis://:{environment('redis')['REDIS_PASSWORD']}@redis:6379/0"


class TestImage:
    def test_base_images_are_pinned(self):
        bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
        assert len(bases) == 2
        assert all(re.fullmatch(r"\w+:\d+\.\d+\.\d+-[\w-]+", base) for base in bases), bases

    def test_the_system_libraries_are_those_that_the_portal_checks_for(self):
        libraries = checks.APT.partition("--no-install-recommends ")[2].split()
        (line,) = re.findall(r"--no-install-recommends (.*?) &&", DOCKERFILE)
        assert line.split() == libraries

    def test_packages_come_from_the_locks_alone(self):
        assert re.findall(r"pip install (.*)", DOCKERFILE) == [
            "--no-cache-dir --require-hashes -r requirements/base.txt"
        ]
        assert "npm ci --ignore-scripts" in DOCKERFILE
        assert "npm install" not in DOCKERFILE

    def test_it_does_not_run_as_root(self):
        users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.M)
        assert users == ["portal"]
        assert DOCKERFILE.index("USER portal") < DOCKERFILE.index("\nCMD ")

    def test_neither_data_nor_keys_nor_tests_go_in(self):
        lines = [
            line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in ("#", "")
        ]
        assert lines[0] == "*"
        let_in = {line[1:] for line in lines if line.startswith("!")}
        tracked = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        apps = {name.split("/")[0] for name in tracked.splitlines() if name.endswith("/apps.py")}
        assert let_in >= apps | {"templates", "static", "requirements", "manage.py"}
        assert not let_in & {"data", "demo-data", ".env", ".git", "tests", ".venv"}


class TestSettings:
    def test_what_compose_gives_is_enough(self, tmp_path):
        done = settings_with(**environment("web") | {"DATA_DIR": str(tmp_path)})
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize(
        "missing", ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "BROKER_URL"]
    )
    def test_production_does_not_start_without(self, missing, tmp_path):
        given = environment("web") | {"DATA_DIR": str(tmp_path)}
        del given[missing]
        done = settings_with(**given)
        assert done.returncode != 0
        assert missing in done.stderr

    def test_a_slip_in_the_mode_is_not_taken_for_the_embedded_way(self, tmp_path):
        done = settings_with(PORTAL_MODE="prodution", DATA_DIR=str(tmp_path))
        assert done.returncode != 0
        assert "PORTAL_MODE" in done.stderr


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The environment of compose with servers of this machine instead of the containers."""
    data = tmp_path_factory.mktemp("production")
    with (
        services.postgres() as server,
        services.postgres_database(server) as database,
        services.redis_server() as queue,
    ):
        own = {"DATABASE_URL": database, "BROKER_URL": queue.url, "DATA_DIR": str(data)}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        yield environment("web") | own | {"STATIC_ROOT": str(data / "static"), "PATH": path}


@contextlib.contextmanager
def started(command: list[str], place: dict):
    process = subprocess.Popen(command, cwd=ROOT, env=place, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def until(answer, process, what: str):
    """Ask until there is an answer; fail if the process ends before or two minutes have passed."""
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            if found := answer():
                return found
        time.sleep(0.2)
    pytest.fail(f"{what}: no answer")


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def get(port: int, path: str, **headers) -> tuple[int, dict, str]:
    """Status, headers and body as the reverse proxy sees them."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), ""


@pytest.fixture(scope="module")
def prepared(place):
    """Migrated and gathered as the one-shot container and the image's build do it."""
    gather = shlex.split(re.search(r"python manage.py collectstatic [^&]*", DOCKERFILE).group())
    for command in (SERVICES["migrate"]["command"], gather):
        subprocess.run(command, cwd=ROOT, env=place, check=True, stdout=subprocess.DEVNULL)
    return place


@pytest.mark.xdist_group("production")
class TestStarting:
    def test_django_finds_nothing_to_say_about_the_deployment(self, prepared):
        command = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        done = subprocess.run(command, cwd=ROOT, env=prepared, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def test_the_web_answers_the_health_check_and_the_proxy_and_nobody_else(self, prepared):
        port = services.free_port()
        command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in image_command()]
        check = [part.replace(":8000", f":{port}") for part in SERVICES["web"]["healthcheck"]["test"][1:]]
        with started(command, prepared) as process:
            ask = functools.partial(subprocess.run, check, env=prepared, capture_output=True, check=False)
            until(lambda: ask().returncode == 0, process, "health check")
            proxied = {"Host": HOST, "X-Forwarded-Proto": "https"}
            status, headers, page = get(port, "/", **proxied)
            assert status == 200
            assert "max-age=31536000" in headers["Strict-Transport-Security"]
            static = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
            assert static
            for path in static:
                status, headers, _ = get(port, path, **proxied)
                assert (status, "immutable" in headers["Cache-Control"]) == (200, True), path
            status, headers, _ = get(port, "/", Host=HOST)
            assert (status, headers["Location"]) == (301, f"https://{HOST}/")
            assert get(port, "/", **proxied | {"Host": "other.example.cn"})[0] == 400

    def test_the_worker_answers_its_health_check_and_beat_keeps_its_time(self, prepared, tmp_path):
        check = SERVICES["worker"]["healthcheck"]["test"][1].replace("$$", "$")
        beat = [part.replace("/tmp", str(tmp_path)) for part in SERVICES["beat"]["command"]]
        with started(SERVICES["worker"]["command"], prepared) as worker, started(beat, prepared) as clock:
            ask = functools.partial(
                subprocess.run, ["sh", "-c", check], cwd=ROOT, env=prepared, capture_output=True, check=False
            )
            until(lambda: ask().returncode == 0, worker, "health check")
            until(lambda: list(tmp_path.glob("beat-schedule*")), clock, "schedule")
            assert ask().returncode == 0  # the worker still answers beside the beat
