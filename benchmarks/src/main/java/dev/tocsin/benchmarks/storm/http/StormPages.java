package dev.tocsin.benchmarks.storm.http;

/// What is looked at.
public final class StormPages {

    /// How the name of an address ends that wants the operator's token.
    public static final String AS_OPERATOR = "(operator)";

    private StormPages() {}

    public static String asOperator(String path) {
        return path + " " + AS_OPERATOR;
    }
}
