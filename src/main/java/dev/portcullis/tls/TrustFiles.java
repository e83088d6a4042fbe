package dev.portcullis.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that vouch for peers, and what they have revoked, as files.
 *
 * @param authoritiesKey the configuration's key of the first file, for messages
 * @param authorities PEM
 * @param listsKey the configuration's key of the second file, for messages
 * @param lists PEM; null: nothing counts as revoked
 */
public record TrustFiles(
        String authoritiesKey,
        Path authorities,
        String listsKey,
        @Nullable Path lists) {

    /** What the configuration says below this section, for the hosts of an environment. */
    public static TrustFiles ofHosts(String section, Path trust, @Nullable Path crl) {
        return new TrustFiles(section + ".trust", trust, section + ".crl", crl);
    }

    /** The files, those that there are. */
    public List<Path> paths() {
        return lists == null ? List.of(authorities) : List.of(authorities, lists);
    }

    /** Reads both files; not to be called on an event loop. */
    public X509ExtendedTrustManager read(InstantSource clock) throws TlsException {
        List<String> problems = new ArrayList<>();
        Vouching vouching = read(clock.instant(), problems);
        if (!problems.isEmpty()) {
            throw new TlsException(problems);
        }
        return vouching.trust();
    }

    /** Who vouches and for whom no more; of use only when there were no problems. */
    record Vouching(List<X509Certificate> authorities, List<X509CRL> lists) {
        X509ExtendedTrustManager trust() {
            return PeerTrust.of(authorities, lists);
        }
    }

    Vouching read(Instant now, List<String> problems) {
        List<X509Certificate> known = readAuthorities(now, problems);
        return new Vouching(known, readLists(known, now, problems));
    }

    private List<X509Certificate> readAuthorities(Instant now, List<String> problems) {
        try {
            List<X509Certificate> known = Pem.certificates(authorities);
            known.stream()
                    .filter(authority -> isPast(authority.getNotAfter(), now))
                    .forEach(expired -> problems.add(problem(
                            authoritiesKey,
                            authorities,
                            "the authority " + nameOf(expired) + " expired at "
                                    + expired.getNotAfter().toInstant() + "; take it out or put its successor in")));
            return known;
        } catch (Pem.Unusable unusable) {
            problems.add(problem(authoritiesKey, authorities, unusable.why()));
            return List.of();
        }
    }

    private List<X509CRL> readLists(List<X509Certificate> known, Instant now, List<String> problems) {
        if (lists == null) {
            return List.of();
        }
        try {
            List<X509CRL> read = Pem.revocationLists(lists);
            read.stream()
                    .flatMap(list -> whyNot(list, known, now))
                    .forEach(why -> problems.add(problem(listsKey, lists, why)));
            return read;
        } catch (Pem.Unusable unusable) {
            problems.add(problem(listsKey, lists, unusable.why()));
            return List.of();
        }
    }

    private Stream<String> whyNot(X509CRL list, List<X509Certificate> known, Instant now) {
        String maker = list.getIssuerX500Principal().getName();
        if (list.getNextUpdate() != null && isPast(list.getNextUpdate(), now)) {
            return Stream.of("the list of " + maker + " was to be replaced by "
                    + list.getNextUpdate().toInstant() + "; fetch the new one, for an old one refuses everybody");
        }
        boolean isOfAnother = known.stream().noneMatch(authority -> hasMade(authority, list));
        return isOfAnother
                ? Stream.of("the list of " + maker + " is not signed by an authority in " + authoritiesKey
                        + "; name the list of that authority")
                : Stream.empty();
    }

    private static boolean hasMade(X509Certificate authority, X509CRL list) {
        try {
            list.verify(authority.getPublicKey());
            return authority.getSubjectX500Principal().equals(list.getIssuerX500Principal());
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    static boolean isPast(Date end, Instant now) {
        return end.toInstant().isBefore(now);
    }

    static String nameOf(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static String problem(String key, Path file, String why) {
        return key + " = \"" + file + "\": " + why;
    }
}
