#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fresh.sh SUITE: debootstraps a bare Debian (bookworm, trixie) into a temporary folder, clones HEAD into it and runs
# ./dev test there, as root, without sudo, in the C locale: the proof that the set-up misses nothing. Needs root.
set -euo pipefail
suite=$1
top=$(cd -- "${BASH_SOURCE[0]%/*}/../.." && pwd)

if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "fresh: only root can make a bare system, and there is no sudo" >&2; exit 1; }
  exec sudo -- "${BASH_SOURCE[0]}" "$@"
fi
# What is mounted is seen by this run alone and goes with it, however it ends: this system's /dev must never be found, and
# removed, in a folder that a killed run left.
if [ -z "${ATTUNE_FRESH_APART:-}" ]; then
  exec env ATTUNE_FRESH_APART=1 unshare --mount --propagation private -- "${BASH_SOURCE[0]}" "$@"
fi
[ -e "/usr/share/debootstrap/scripts/$suite" ] || { echo "fresh: debootstrap does not know “$suite”" >&2; exit 1; }

room=$(mktemp -d -t attune-fresh.XXXXXX)
root=$room/root
clean_up ()
{
  local place

  for place in dev/shm dev/pts dev sys proc; do
    ! mountpoint -q "$root/$place" || umount "$root/$place" || umount -l "$root/$place"
  done
  # Nothing of this system may be below the folder any more when it goes.
  ! grep -q " $root/" /proc/mounts || { echo "fresh: something is still mounted in $root; it stays" >&2; return; }
  rm -rf --one-file-system "$room"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

echo "fresh: a bare $suite in $root"
debootstrap --variant=minbase "$suite" "$root" "${ATTUNE_MIRROR:-http://deb.debian.org/debian}" >"$room/log" 2>&1 ||
  { tail -n 20 "$room/log" >&2; exit 1; }

# The way to the network is this system's.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -L /etc/hosts "$root/etc/hosts"
for kind in apt.conf.d auth.conf.d; do
  [ ! -d "/etc/apt/$kind" ] || cp -rL "/etc/apt/$kind/." "$root/etc/apt/$kind/"
done
[ ! -e /etc/apt/apt.conf ] || cp -L /etc/apt/apt.conf "$root/etc/apt/apt.conf"
[ ! -d /usr/local/share/ca-certificates ] || cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"

mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mkdir -p "$root/dev/shm"
[ ! -d /dev/pts ] || mount --bind /dev/pts "$root/dev/pts"
mountpoint -q /dev/shm && mount -t tmpfs tmpfs "$root/dev/shm"

git -c safe.directory="*" clone -q --no-hardlinks "$top" "$root/srv/attune"

status=0
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C ${http_proxy:+http_proxy="$http_proxy"} \
  ${https_proxy:+https_proxy="$https_proxy"} ${ATTUNE_TEST_TIER:+ATTUNE_TEST_TIER="$ATTUNE_TEST_TIER"} \
  chroot "$root" /srv/attune/dev test </dev/null || status=$?
echo "fresh: $suite ended with $status"
exit "$status"
