package dev.portcullis.admin;

/** The two ways to have the desk outside of the gate: as a file for people, and as a backup. */
public record DeskCopies(SheetAdmin sheet, BackupAdmin backup) {}
