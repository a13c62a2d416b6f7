# The site as an image: docker build --tag entente .   How to run it: docs/operations.md

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements/runtime.txt requirements/
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements/runtime.txt
COPY . .
RUN /venv/bin/python -m config.messages compile
# Collecting signs nothing, but the settings want a key.
RUN SECRET_KEY=not-used-at-run-time /venv/bin/python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app entente \
    && install --directory --owner entente /app/var
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////app/var/db.sqlite3 \
    HOST=0.0.0.0 \
    PORT=8000
USER entente
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
