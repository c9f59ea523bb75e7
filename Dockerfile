# syntax=docker/dockerfile:1
# karto in a container: one binary, what it links to, certificates, and nothing else. No shell, no package manager.
#
#   docker build -t karto .                      slim: the fonts inside the binary
#   docker build -t karto:full --target full .   with Noto for every script, Chinese, Japanese and Korean included
#   docker run --rm -p 6533:6533 karto           the world map on http://127.0.0.1:6533/
#   docker run --rm -p 6533:6533 -v "$PWD/config.yaml:/etc/karto/config.yaml:ro" karto        yours
#
# With podman or buildah: --format docker, or HEALTHCHECK is dropped.
ARG RUST=1-bookworm
FROM docker.io/library/rust:${RUST} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /src
# `--build-arg LTO=off` builds faster and runs a little slower; OPT_LEVEL=1 is for tests of the image.
ARG LTO=thin
ARG OPT_LEVEL=3
ENV CARGO_PROFILE_RELEASE_OPT_LEVEL=${OPT_LEVEL} CARGO_PROFILE_RELEASE_STRIP=symbols CARGO_PROFILE_RELEASE_LTO=${LTO}
# The dependencies first, with an empty karto: this layer is built again only when they change.
COPY .cargo .cargo
COPY Cargo.toml Cargo.lock ./
RUN mkdir src benches && echo 'fn main() {}' | tee src/main.rs > benches/tile.rs && touch src/lib.rs \
 && cargo build --release --locked --bin karto \
 && rm -rf src target/release/.fingerprint/karto-*
COPY build.rs build.rs
COPY styles styles
COPY src src
ARG REVISION=unknown
# What the binary is linked to, where the loader looks for it; it runs here once as it will run there.
# The demo's configuration is where yours goes: a mount replaces it, a mount without a config.yaml does not start.
RUN KARTO_REVISION=${REVISION} cargo build --release --locked --bin karto \
 && mkdir -p /image/usr/local/bin /image/etc/karto \
 && cp styles/demo/sources.yaml /image/etc/karto/config.yaml \
 && cp target/release/karto /image/usr/local/bin/ \
 && ldd target/release/karto | awk '$2 == "=>" { print $3 } $1 ~ /^\// { print $1 }' | xargs cp --parents --dereference --target-directory=/image \
 && echo 'hosts: files dns' > /image/etc/nsswitch.conf \
 && echo 'karto:x:65532:65532::/:/nonexistent' > /image/etc/passwd \
 && chroot /image /usr/local/bin/karto --version

# Not from the build stage, whose certificates may be those of the host.
FROM docker.io/library/debian:bookworm-slim AS certificates
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates

FROM docker.io/library/debian:bookworm-slim AS fonts
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fonts-noto-core fonts-noto-cjk

FROM scratch AS base
COPY --from=certificates /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /image/ /
ARG REVISION=unknown
LABEL org.opencontainers.image.title="karto" \
      org.opencontainers.image.description="A map tile server" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.source="https://github.com/karto-maps/karto" \
      org.opencontainers.image.documentation="https://github.com/karto-maps/karto/blob/main/docs/deploy-docker.md" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}"
# Over what the configuration says: a container that listens on loopback serves nobody. The admin port stays on loopback.
ENV KARTO_INTERFACE=0.0.0.0 KARTO_CONFIG=/etc/karto/config.yaml
USER 65532:65532
EXPOSE 6533 6534
STOPSIGNAL SIGTERM
# Alive, by the binary itself: there is nothing else here. Orchestrators have probes of their own and ignore this.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/usr/local/bin/karto", "health"]
ENTRYPOINT ["/usr/local/bin/karto"]
CMD ["serve"]

FROM base AS full
COPY --from=fonts /usr/share/fonts /usr/share/fonts
ENV KARTO_FONTS=/usr/share/fonts

# The last one is what `docker build .` makes.
FROM base AS slim
