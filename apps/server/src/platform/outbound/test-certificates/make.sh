#!/bin/sh
# Makes every file of this folder anew. They are for tests on loopback alone: the key is public,
# and no process but a test trusts the authority, whose own key is thrown away.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: > "$work/index.txt"
cat > "$work/ca.cnf" <<EOF
[ca]
default_ca = this
[this]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[local]
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
[other]
subjectAltName = DNS:other.test
EOF
key() { openssl ecparam -genkey -name prime256v1 -noout -out "$1"; }
# sign <name> <subject> <extensions> <from> <to> <further options…>
sign() {
  name=$1 subject=$2 extensions=$3 from=$4 to=$5 key=$6
  shift 6
  openssl req -new -key "$key" -subj "/CN=$subject" -out "$work/$name.csr"
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$extensions" -startdate "$from" -enddate "$to" \
    -in "$work/$name.csr" -out "$name.pem" "$@" 2>> "$work/log" || { cat "$work/log" >&2; exit 1; }
}
key "$work/authority.key"
key server.key
sign authority 'Test authority' authority 20200101000000Z 21200101000000Z "$work/authority.key" \
  -selfsign -keyfile "$work/authority.key"
by="-cert authority.pem -keyfile $work/authority.key"
sign valid localhost local 20200101000000Z 21200101000000Z server.key $by
sign expired localhost local 20200101000000Z 20210101000000Z server.key $by
sign not-yet-valid localhost local 21190101000000Z 21200101000000Z server.key $by
sign wrong-host other.test other 20200101000000Z 21200101000000Z server.key $by
sign self-signed localhost local 20200101000000Z 21200101000000Z server.key -selfsign -keyfile server.key
