package dev.tocsin.standalone.folder;

import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// Secrets in files that only their owner may read, each generated once.
///
/// @param folder the folder of all secrets but the operator token
public record SecretFiles(Path operatorTokenFile, Path folder) {

    private static final int SHORTEST_TOKEN = 16;

    /// The token that is set, which then becomes the folder's too; else the folder's.
    ///
    /// @throws Trouble when the token is too short to keep anybody out
    public String operatorToken(Optional<String> set) {
        set.ifPresent(token -> write(operatorTokenFile, token));
        var token = keep(operatorTokenFile, SecretFiles::random);
        if (token.length() < SHORTEST_TOKEN) {
            throw new Trouble(
                    "The operator token is shorter than %d characters. Set a longer TOCSIN_OPERATOR_TOKEN, or unset it and remove %s."
                            .formatted(SHORTEST_TOKEN, operatorTokenFile));
        }
        return token;
    }

    public String password(String of) {
        return keep(of + "-password", SecretFiles::random);
    }

    /// The secret of that name; the first time, a `fresh` one.
    public String keep(String name, Supplier<String> fresh) {
        return keep(folder.resolve(name), fresh);
    }

    /// The secret that a service left in its file, which is then removed.
    public Optional<String> take(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var secret = Files.readString(file).strip();
            Files.delete(file);
            return Optional.of(secret);
        } catch (IOException e) {
            throw new Trouble("The secret in %s cannot be taken: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Where incident-service leaves the password of the first account.
    public Path firstPasswordFile() {
        return folder.resolve("first-password");
    }

    private static String keep(Path file, Supplier<String> fresh) {
        if (!Files.exists(file)) {
            write(file, fresh.get());
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Trouble("The secret in %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Writes a file that only the owner may read.
    static void write(Path file, String secret) {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createDirectories(file.getParent());
            var draft = Files.createTempFile(file.getParent(), ".secret", "", owner);
            Files.writeString(draft, secret + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Trouble("The secret in %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// 32 bytes in hexadecimal.
    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
