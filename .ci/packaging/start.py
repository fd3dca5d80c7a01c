"""Starts the service as its container would, waits until liveness and readiness are UP, and stops it as an orchestrator does.

usage: start.py JAVA IMAGE_JSON ROOT SETTINGS_JSON [NAME=VALUE]...
The user is the image's, when this runs as root, and the caller otherwise. Nothing but the data folder and /tmp can be written: the folder of the
application belongs to somebody else or is write-protected. Environment variables of the caller do not reach the service.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROBES = ("/actuator/health/liveness", "/actuator/health/readiness")
START_SECONDS, STOP_SECONDS = 120, 70


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def writable_folder(path, user):
    path.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, user, user)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def protect(path):
    for folder, _, files in os.walk(path):
        for file in files:
            os.chmod(os.path.join(folder, file), 0o444)
        os.chmod(folder, 0o555)


def is_up(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return json.load(answer)["status"] == "UP"
    except (OSError, urllib.error.HTTPError, ValueError):
        return False


def wait_until_up(process, port):
    began = time.monotonic()
    while process.poll() is None and time.monotonic() - began < START_SECONDS:
        if all(is_up(port, path) for path in PROBES):
            return time.monotonic() - began
        time.sleep(0.1)
    return None


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return None


def main(java, image, root, settings, *more):
    image, root = json.loads(Path(image).read_text()), Path(root)
    user, port, application = int(image["user"].split(":")[0]), free_port(), root / image["workdir"].lstrip("/")
    if user == 0:
        sys.exit("the image runs as root")
    settings = json.loads(Path(settings).read_text())

    def local(text):
        return re.sub(r"(?<![\w/.])/(app|data|run/secrets)\b", rf"{root}/\1", text)

    for path, text in settings["files"].items():
        write(root / path.lstrip("/"), local(text))
    writable_folder(root / "data", user)
    protect(application)
    environment = {**image["env"], **settings["environment"], **dict(pair.split("=", 1) for pair in more), "SERVER_PORT": str(port)}
    command = [java, *map(local, image["entrypoint"][1:])]
    identity = {"user": user, "group": user, "extra_groups": []} if os.geteuid() == 0 else {}
    log = root / "service.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=application, env={name: local(value) for name, value in environment.items()},
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **identity)
        seconds = wait_until_up(process, port)
        code = stop(process) if process.poll() is None else process.returncode
    if seconds is None or code != 128 + signal.SIGTERM:
        print(log.read_text(errors="replace")[-6000:])
        sys.exit(f"not UP after {START_SECONDS} s or ended by itself, exit code {code}" if seconds is None else f"did not end at SIGTERM in {STOP_SECONDS} s: exit code {code}")
    print(f"UP after {seconds:.1f} s as user {user if identity else os.geteuid()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
