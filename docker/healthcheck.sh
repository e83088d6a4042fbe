#!/bin/sh
# Healthy when the admin door says that reads and cancels are served.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar /opt/portcullis/portcullis.jar status --ready --data /data
