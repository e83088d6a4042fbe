/**
 * Floor 1: the configuration as validated, immutable records; read through Vert.x Config, watched for change.
 *
 * <p>Starting points: {@link dev.portcullis.config.Settings} is what the rest of the house reads, {@link
 * dev.portcullis.config.SettingsReader} lists every key with its default, {@link
 * dev.portcullis.config.SettingsSource} follows the file.
 */
@NullMarked
package dev.portcullis.config;

import org.jspecify.annotations.NullMarked;
