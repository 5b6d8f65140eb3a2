package dev.tocsin.notifier.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// The Ed25519 key with which an installation signs the heads of its ledgers.
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 8;

    private final PublicKey publicKey;
    private final PrivateKey privateKey;

    private SigningKey(PublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    public static SigningKey random() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param publicKey X.509
    /// @param privateKey PKCS #8
    /// @throws IllegalArgumentException when one of them is no Ed25519 key, or they are not of one pair
    public static SigningKey of(byte[] publicKey, byte[] privateKey) {
        try {
            var keys = KeyFactory.getInstance(ALGORITHM);
            var key = new SigningKey(
                    keys.generatePublic(new X509EncodedKeySpec(publicKey)),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
            if (!key.verifies("a pair?", key.sign("a pair?"))) {
                throw new IllegalArgumentException("the public key is not that of the private key");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }

    /// @param publicKey PEM, as `openssl pkey -pubout` writes it
    /// @param privateKey PEM, as `openssl genpkey -algorithm ed25519` writes it
    /// @throws IllegalArgumentException when one of them is no Ed25519 key, or they are not of one pair
    public static SigningKey ofPem(String publicKey, String privateKey) {
        return of(bytes(publicKey), bytes(privateKey));
    }

    private static byte[] bytes(String pem) {
        return Base64.getDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s+", ""));
    }

    /// The beginning of the public key's SHA-256.
    public String id() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// @return Base64
    public String sign(String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean verifies(String text, String base64) throws GeneralSecurityException {
        var signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(publicKey);
        signature.update(text.getBytes(UTF_8));
        return signature.verify(Base64.getDecoder().decode(base64));
    }

    public byte[] publicKey() {
        return publicKey.getEncoded();
    }

    public byte[] privateKey() {
        return privateKey.getEncoded();
    }

    /// @param publicKey X.509
    public static String pem(byte[] publicKey) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(publicKey);
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(lines);
    }
}
