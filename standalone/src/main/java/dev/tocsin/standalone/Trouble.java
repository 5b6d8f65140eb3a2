package dev.tocsin.standalone;

/// A failure in the user's terms, with advice on it. Its message is all that is shown.
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Trouble(String message) {
        super(message);
    }

    public Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
