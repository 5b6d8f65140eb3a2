package dev.tocsin.benchmarks.storm.http;

/// The names of the pages that are requested.
public final class StormPages {

    /// The suffix of the name of an address that needs the operator's token.
    public static final String AS_OPERATOR = "(operator)";

    private StormPages() {}

    public static String asOperator(String path) {
        return path + " " + AS_OPERATOR;
    }
}
