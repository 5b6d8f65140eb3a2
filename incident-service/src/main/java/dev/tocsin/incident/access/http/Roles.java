package dev.tocsin.incident.access.http;

/// What a caller may be.
public final class Roles {

    public static final String OPERATOR = "operator";

    private Roles() {}
}
