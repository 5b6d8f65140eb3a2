/// Sign-in by an OpenID Connect provider, where one is configured.
@NullMarked
package dev.tocsin.incident.access.oidc;

import org.jspecify.annotations.NullMarked;
