package dev.tocsin.notifier.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.notifier.subscription.Token.Purpose;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens of which nothing is kept: the key alone shows for which subscription and purpose one was made.
///
/// A token is the subscription's id, encrypted under a synthetic IV as in RFC 5297: an HMAC-SHA-256 of purpose and id,
/// which also proves that the token was made with this key. The same subscription and purpose give the same token.
public final class TokenKey {

    private static final String MAC = "HmacSHA256";
    private static final int IV_BYTES = 16;

    private final SecretKeySpec authentication;
    private final SecretKeySpec encryption;

    /// @param secret at least 16 bytes that nobody can guess
    public TokenKey(byte[] secret) {
        this.authentication = new SecretKeySpec(hmac(new SecretKeySpec(secret, MAC), "authentication"), MAC);
        this.encryption = new SecretKeySpec(hmac(new SecretKeySpec(secret, MAC), "encryption"), "AES");
    }

    public Token token(String subscription, Purpose purpose) {
        var id = subscription.getBytes(UTF_8);
        var iv = iv(purpose, id);
        var bytes = Arrays.copyOf(iv, IV_BYTES + id.length);
        System.arraycopy(crypt(Cipher.ENCRYPT_MODE, iv, id), 0, bytes, IV_BYTES, id.length);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The id of the subscription for which the token was made; empty when it was not made with this key for this
    /// purpose.
    public Optional<String> subscription(Token token, Purpose purpose) {
        var bytes = bytes(token);
        if (bytes.length <= IV_BYTES) {
            return Optional.empty();
        }
        var iv = Arrays.copyOf(bytes, IV_BYTES);
        var id = crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(bytes, IV_BYTES, bytes.length));
        return MessageDigest.isEqual(iv, iv(purpose, id)) ? Optional.of(new String(id, UTF_8)) : Optional.empty();
    }

    private static byte[] bytes(Token token) {
        try {
            return Base64.getUrlDecoder().decode(token.text());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private byte[] iv(Purpose purpose, byte[] id) {
        return Arrays.copyOf(hmac(authentication, purpose.name() + '\0', id), IV_BYTES);
    }

    private byte[] crypt(int mode, byte[] iv, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, encryption, new IvParameterSpec(iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private static byte[] hmac(SecretKeySpec key, String prefix, byte... rest) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(prefix.getBytes(UTF_8));
            return mac.doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
