"""Reads a Dockerfile and lays out what its last stage copies, as a container would find it, without a Docker engine.

usage: image.py DOCKERFILE CONTEXT ROOT [STAGE=FOLDER]...
Every STAGE=FOLDER says where the working directory of that stage is on this machine. Fails if something that is copied is not there or does not
reach the engine because of .dockerignore. Prints the settings of the last stage as JSON.
"""

import json
import posixpath
import shlex
import shutil
import sys
from fnmatch import fnmatch
from pathlib import Path


class Stage:
    def __init__(self, name):
        self.name, self.workdir, self.env, self.user, self.entrypoint, self.healthcheck = name, "/", {}, None, None, None


def instructions(dockerfile):
    lines = [line for line in Path(dockerfile).read_text().splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        keyword, _, rest = line.strip().partition(" ")
        yield keyword.upper(), rest.strip()


def ignored(context, path):
    """Whether .dockerignore keeps a path of the context from the engine. The last pattern that matches decides."""
    file, result = Path(context) / ".dockerignore", False
    for pattern in file.read_text().splitlines() if file.exists() else []:
        pattern = pattern.strip()
        if pattern and not pattern.startswith("#"):
            wanted = pattern.lstrip("!").rstrip("/")
            parents = [path, *map(str, Path(path).parents)]
            if any(fnmatch(part, wanted) for part in parents if part != "."):
                result = not pattern.startswith("!")
    return result


def origin(source, from_stage, context, stages, folders):
    """Where a source of a COPY is on this machine."""
    if from_stage is None:
        if ignored(context, source.rstrip("/")):
            sys.exit(f"COPY {source}: .dockerignore keeps it from the engine")
        return Path(context) / source
    if from_stage not in folders:
        sys.exit(f"COPY --from={from_stage} {source}: no stage of that name")
    return Path(folders[from_stage]) / posixpath.relpath(source, stages[from_stage].workdir)


def copy(origin, destination, into_folder):
    destination.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, destination, dirs_exist_ok=True)
    else:
        destination.mkdir(exist_ok=True) if into_folder else None
        shutil.copy2(origin, destination)


def main(dockerfile, context, root, *folders):
    folders = dict(folder.split("=", 1) for folder in folders)
    stages, stage, copies = {}, None, []
    for keyword, rest in instructions(dockerfile):
        if keyword == "FROM":
            words = rest.split()
            stage, copies = Stage(words[2] if len(words) > 2 else None), []
            stages[stage.name] = stage
        elif keyword == "WORKDIR":
            stage.workdir = posixpath.join(stage.workdir, rest)
        elif keyword == "ENV":
            stage.env.update(pair.split("=", 1) for pair in shlex.split(rest))
        elif keyword == "USER":
            stage.user = rest
        elif keyword == "ENTRYPOINT":
            stage.entrypoint = json.loads(rest)
        elif keyword == "HEALTHCHECK":
            stage.healthcheck = rest
        elif keyword in ("COPY", "ADD"):
            words = shlex.split(rest)
            flags = dict(word[2:].split("=", 1) for word in words if word.startswith("--"))
            *sources, destination = [word for word in words if not word.startswith("--")]
            for source in sources:
                place = origin(source, flags.get("from"), context, stages, folders)
                if not place.exists():
                    sys.exit(f"COPY {source}: there is no {place}")
                copies.append((place, posixpath.join(stage.workdir, destination), destination.endswith("/")))
    for place, destination, into_folder in copies:
        copy(place, Path(root) / destination.lstrip("/"), into_folder)
    print(json.dumps({"workdir": stage.workdir, "env": stage.env, "user": stage.user, "entrypoint": stage.entrypoint, "healthcheck": stage.healthcheck}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
