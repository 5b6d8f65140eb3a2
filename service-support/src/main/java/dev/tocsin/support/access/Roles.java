package dev.tocsin.support.access;

/// The roles that a caller may have.
public final class Roles {

    public static final String OPERATOR = "operator";

    private Roles() {}
}
