# The portal as one image; docker-compose.yml runs it as web, worker, beat and migrate.

FROM node:22.16.0-bookworm-slim AS front
WORKDIR /front
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11.13-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# What makes a PDF: without libharfbuzz-subset0 a certificate takes thirty times as long.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-lxgw-wenkai \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache -f
WORKDIR /app
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY --from=front /front/node_modules node_modules
COPY . .
# The keys, the database and the address of this step are thrown away with it; the image holds none.
RUN PORTAL_MODE=production DATA_DIR=/tmp/build STATIC_ROOT=/app/staticfiles \
    SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w0)" FIELD_KEYS="build:$(head -c 32 /dev/urandom | base64 -w0)" \
    ALLOWED_HOSTS=build PUBLIC_URL=https://build DATABASE_URL=sqlite:////tmp/build/none BROKER_URL=memory:// \
    python manage.py collectstatic --noinput -v0 -i '*.rtl.*' -i '*.esm.*' -i 'bootstrap-*' \
       -i 'chart.js*' -i 'chart.umd.js*' -i '*.cjs*' -i '*.d.ts' -i 'helpers.js*' -i 'chunks' \
       -i 'controllers' -i 'core' -i 'elements' -i 'helpers' -i 'platform' -i 'plugins' -i 'scales' -i 'types' \
    && rm -rf /tmp/build
RUN useradd --system --uid 10001 --create-home portal && install -d -o portal -g portal -m 700 /data
USER portal
ENV PORTAL_MODE=production DATA_DIR=/data STATIC_ROOT=/app/staticfiles
EXPOSE 8000
CMD ["gunicorn", "wuhou_craftsmen.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200"]
