#!/bin/sh
# Checks registers without any server or container: by hand, from cron, or as a git hook.
#
#     ci/check.sh data
#     ln -s ../../ci/check.sh .git/hooks/pre-push
#
# Greffe is installed once, beside nothing else.  GREFFE_PACKAGE says what to install (a name, a
# folder or an address that pip understands), GREFFE_VENV where.
set -eu

package="${GREFFE_PACKAGE:-greffe}"
venv="${GREFFE_VENV:-${XDG_DATA_HOME:-$HOME/.local/share}/greffe/venv}"

if [ ! -x "$venv/bin/greffe" ]; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet "$package"
fi

# As a git hook this is called with the remote's name and address, which are no files.
case "$0" in
    */hooks/*) exec "$venv/bin/greffe" validate "${GREFFE_PATHS:-data}" ;;
    *) exec "$venv/bin/greffe" validate "$@" ;;
esac
