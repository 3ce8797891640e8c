# The portal as one image: the same for the web server and for the workers.
FROM node:22-slim AS frontend
WORKDIR /src/portal/frontend
COPY portal/frontend/package.json portal/frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY portal/frontend ./
RUN npm run build

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production WUSHE_DATA=/data WUSHE_FONTS=/app/fonts
WORKDIR /app
COPY requirements.txt requirements.lock ./
RUN pip install --no-cache-dir uv==0.13.9 \
 && uv pip install --system --no-cache --require-hashes -r requirements.lock
COPY . .
COPY --from=frontend /src/portal/static/build portal/static/build
COPY --from=frontend \
  /src/portal/frontend/node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf \
  /src/portal/frontend/node_modules/@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf \
  /src/portal/frontend/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf \
  /src/portal/frontend/node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf \
  fonts/
RUN python -c "from portal.core import catalogue; catalogue.compile_all()" \
 && useradd --system --uid 10001 wushe && install -d -o wushe /data
USER wushe
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4"]
