package dev.portcullis.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes those peers whose certificate one of a few authorities vouches for and, where there are revocation lists,
 * has not revoked. It fails closed: a certificate whose authority has no list here, or only one that is out of date, is
 * refused. Nothing is asked over the network.
 */
final class PeerTrust {
    private PeerTrust() {}

    /** @param lists none: revocation is not looked at */
    static X509ExtendedTrustManager of(List<X509Certificate> authorities, List<X509CRL> lists) {
        try {
            Set<TrustAnchor> anchors = authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(rules(anchors, lists)));
            return theOneOf(factory.getTrustManagers());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has PKIX", impossible);
        }
    }

    private static PKIXBuilderParameters rules(Set<TrustAnchor> anchors, List<X509CRL> lists)
            throws GeneralSecurityException {
        PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors, new X509CertSelector());
        rules.setRevocationEnabled(false);
        if (!lists.isEmpty()) {
            rules.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            rules.addCertPathChecker(byListsAlone());
        }
        return rules;
    }

    private static PKIXRevocationChecker byListsAlone() throws GeneralSecurityException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        return checker;
    }

    private static X509ExtendedTrustManager theOneOf(TrustManager[] managers)
            throws InvalidAlgorithmParameterException {
        return Stream.of(managers)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new InvalidAlgorithmParameterException("no trust manager for X.509"));
    }
}
