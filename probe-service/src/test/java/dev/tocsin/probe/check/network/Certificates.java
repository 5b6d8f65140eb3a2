package dev.tocsin.probe.check.network;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate with its key, made by the JDK's keytool.
public record Certificates(Path store, String alias) {

    private static final String PASSWORD = "in-tests";

    /// A self-signed one.
    ///
    /// @param options of `keytool -genkeypair`, such as `-validity`
    public static Certificates create(Path folder, String alias, String... options)
            throws IOException, InterruptedException {
        var store = folder.resolve(alias + ".p12");
        var command = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC"));
        command.addAll(List.of(options));
        keytool(command);
        return new Certificates(store, alias);
    }

    /// One that this one signs.
    ///
    /// @param options of `keytool -genkeypair`
    public Certificates sign(String alias, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("-signer", this.alias, "-signerkeypass", PASSWORD));
        command.addAll(List.of(options));
        var store = this.store.resolveSibling(alias + ".p12");
        Files.copy(this.store, store);
        create(requireNonNull(store.getParent()), alias, command.toArray(String[]::new));
        return new Certificates(store, alias);
    }

    /// The certificate as a PEM file.
    public Path pem() throws IOException, InterruptedException {
        var pem = store.resolveSibling(alias + ".pem");
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString()));
        return pem;
    }

    /// Its certificate, those of its issuers and its private key, as PEM files: the first holds all, the second the
    /// key alone.
    public List<Path> pemWithKey() throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var pem = new StringBuilder();
        for (var certificate : all.getCertificateChain(alias)) {
            pem.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        var key = block("PRIVATE KEY", all.getKey(alias, PASSWORD.toCharArray()).getEncoded());
        return List.of(
                Files.writeString(store.resolveSibling(alias + "-all.pem"), pem + key),
                Files.writeString(store.resolveSibling(alias + "-key.pem"), key),
                Files.writeString(store.resolveSibling(alias + "-chain.pem"), pem));
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    }

    /// For a server that shows this certificate and no other.
    public SSLContext context() throws GeneralSecurityException, IOException {
        return context(null);
    }

    /// @param clients who signs the certificates that clients must show, or null
    public SSLContext context(@Nullable Certificates clients) throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients == null ? null : clients.trusting(), null);
        return context;
    }

    private TrustManager[] trusting() throws GeneralSecurityException, IOException {
        var roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry(
                alias,
                KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()).getCertificate(alias));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        return trust.getTrustManagers();
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }
}
