package dev.tocsin.incident.access;

import dev.tocsin.support.access.Role;
import java.time.Instant;
import java.util.regex.Pattern;

/// A person who may sign in.
///
/// @param scope what a customer sees
/// @param firstPassword whether somebody else set the password, so that it must be changed first
public record Account(String name, Role role, CustomerScope scope, boolean firstPassword, Instant createdAt) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    /// The rule for names, in words.
    public static final String NAME_RULE =
            "a small letter, then up to 62 small letters, digits, dots, hyphens and underscores, but not operator";

    /// The bearer of the operator token has a name too, which no account gets.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("operator");
    }
}
