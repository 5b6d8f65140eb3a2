package dev.tocsin.incident.trust.brand;

/// Gives the brand of the current catalog.
public interface CurrentBrand {
    Brand get();
}
