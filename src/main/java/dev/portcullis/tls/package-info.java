/** Floor 2: certificates, keys and revocation lists as files: read, checked as a whole, and watched for change. */
@NullMarked
package dev.portcullis.tls;

import org.jspecify.annotations.NullMarked;
