#!/usr/bin/env bash
# Opens FILE.po in a real Poedit on a virtual screen, goes to the first unfinished entry, takes a
# picture, types WORDS before its translation, saves and quits.
#   xvfb-run -a -s "-screen 0 1280x900x24" tests/clients/poedit.sh FILE.po PICTURE.png WORDS
# Needs poedit, openbox, dbus-x11, xdotool and imagemagick.
set -euo pipefail
file=$1 picture=$2 words=$3

HOME=$(mktemp -d)
export HOME NO_AT_BRIDGE=1 LC_ALL=C.UTF-8
manager='' editor=''
finish() {
  [ -z "$editor" ] || kill "$editor" 2>/dev/null || true
  [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
  rm -rf "$HOME"
}
trap finish EXIT
fail() {
  echo "$*" >&2
  import -window root "${picture%.png}-failed.png" || true
  exit 1
}

mkdir -p "$HOME/.config/poedit"
cat >"$HOME/.config/poedit/config" <<'END'
translator_name=CI
translator_email=ci@example.org
check_for_updates=0
sort_untrans_first=1
END
openbox >/dev/null 2>&1 &
manager=$!
sleep 1
dbus-run-session -- poedit "$file" >/dev/null 2>&1 &
editor=$!

window=''
for _ in $(seq 120); do
  sleep .5
  window=$(xdotool search --onlyvisible --name 'Poedit$' 2>/dev/null | tail -1 || true)
  [ -z "$window" ] || break
done
[ -n "$window" ] || fail "Poedit showed no window"
xdotool windowmove "$window" 0 0 windowsize "$window" 1270 860
sleep 3
eval "$(xdotool getwindowgeometry --shell "$window")"

# The translation is the lowest field on the left.
xdotool mousemove --window "$window" 200 $((HEIGHT - 90)) click 1
sleep .5
import -window root "$picture"
xdotool key ctrl+Home
xdotool type --delay 40 "$words"
sleep .5
before=$(stat -c %y "$file")
xdotool key ctrl+s
for _ in $(seq 60); do
  sleep .5
  [ "$(stat -c %y "$file")" = "$before" ] || break
done
[ "$(stat -c %y "$file")" != "$before" ] || fail "Poedit did not save"
sleep 1
xdotool key ctrl+q
for _ in $(seq 20); do
  sleep .5
  kill -0 "$editor" 2>/dev/null || exit 0
done
fail "Poedit did not quit"
