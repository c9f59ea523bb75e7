# syntax=docker/dockerfile:1
# karto in a container.
#   docker build -t karto .                      the slim image: embedded fonts
#   docker build -t karto:full --target full .   with Noto for every script, CJK included
#   docker run --rm -p 6533:6533 karto           the world map on http://127.0.0.1:6533/
ARG RUST=1-bookworm
FROM docker.io/library/rust:${RUST} AS build
WORKDIR /src
# The dependencies first: this layer is built again only when they change.
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src && echo 'fn main() {}' > src/main.rs && touch src/lib.rs \
 && cargo build --release --locked && rm -rf src target/release/karto target/release/deps/karto-* target/release/deps/libkarto-* target/release/.fingerprint/karto-*
COPY src src
COPY styles styles
ARG REVISION=unknown
ENV KARTO_REVISION=${REVISION}
RUN cargo build --release --locked && strip target/release/karto

FROM docker.io/library/debian:bookworm-slim AS base
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=build /src/target/release/karto /usr/local/bin/karto
ARG REVISION=unknown
LABEL org.opencontainers.image.title="karto" \
      org.opencontainers.image.description="A map tile server" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.source="https://github.com/karto-maps/karto" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}"
ENV KARTO_INTERFACE=0.0.0.0
USER 65532:65532
EXPOSE 6533 6534
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/karto"]
CMD ["serve"]

FROM base AS full
USER 0:0
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fonts-noto-core fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
ENV KARTO_FONTS=/usr/share/fonts
USER 65532:65532

FROM base AS slim
