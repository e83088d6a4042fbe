package dev.portcullis.door.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.Role;
import io.vertx.core.http.HttpMethod;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which role each route needs, by rules that a new route must keep too. That the listener asks is OperatorRolesTest's.
 */
class RouteRolesTest {
    /** What stops something, lets it go on, looks closer, or takes from a caller what could be stolen. */
    private static final Pattern OF_OPERATORS =
            Pattern.compile("POST /admin/.*(disable|enable|check|halt|resume|resolve|alerts/test|alerts/clear)"
                    + "|DELETE /admin/.*(tokens|certificates)/:id");

    private List<AdminRoute> routes;

    /** The routes are made without asking what stands behind them, so nothing needs to. */
    @BeforeEach
    void makeRoutes() throws ReflectiveOperationException {
        Constructor<?> canonical = AdminActions.class.getDeclaredConstructors()[0];
        routes = ((AdminActions) canonical.newInstance(new Object[canonical.getParameterCount()])).routes();
        assertThat(routes).hasSizeGreaterThan(20);
    }

    private static boolean looks(AdminRoute route) {
        return route.method().equals(HttpMethod.GET);
    }

    private static String name(AdminRoute route) {
        return route.method() + " " + route.path();
    }

    @Test
    void whoMayLookMayLookAtEverything() {
        assertThat(routes)
                .filteredOn(RouteRolesTest::looks)
                .allSatisfy(route -> assertThat(route.role()).as(name(route)).isEqualTo(Role.VIEWER));
    }

    @Test
    void operatorsStopAndResumeAndOnlyAdminsGiveRightsAndKeys() {
        assertThat(routes)
                .filteredOn(route -> !looks(route))
                .allSatisfy(route -> assertThat(route.role())
                        .as(name(route))
                        .isEqualTo(OF_OPERATORS.matcher(name(route)).matches() ? Role.OPERATOR : Role.ADMIN));
    }

    @Test
    void everyRouteIsThereOnceAndStandsUnderAdmin() {
        assertThat(routes).extracting(RouteRolesTest::name).doesNotHaveDuplicates();
        assertThat(routes).extracting(AdminRoute::path).allMatch(path -> path.startsWith("/admin/"));
    }
}
