# One release of Claimed Ground, built and served: docs/contribute/deployment.md tells how to run it.
FROM python:3.12-slim AS build
WORKDIR /srv
RUN python -m venv .venv
COPY requirements.txt ./
RUN .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .
RUN .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -e .
RUN .venv/bin/ground build

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv
RUN useradd --system --no-create-home ground
COPY --from=build /srv/.venv .venv
COPY --from=build /srv/scripts scripts
COPY --from=build /srv/explorer explorer
COPY --from=build /srv/datapackage.json ./
COPY --from=build /srv/build build
USER ground
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/srv/.venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8001/explore/-/versions.json', timeout=4)"]
CMD ["/srv/.venv/bin/ground", "--root", "/srv", "serve", "--no-build", "--host", "0.0.0.0", "--port", "8001"]
