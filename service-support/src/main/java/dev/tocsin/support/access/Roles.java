package dev.tocsin.support.access;

/// What a caller may be.
public final class Roles {

    public static final String OPERATOR = "operator";

    private Roles() {}
}
