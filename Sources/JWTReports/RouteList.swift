package import JWTConformance
import ReportKit

/// The routes that a gateway has to have, for people.
package struct RouteList {
    private let plan: RoutePlan

    /// Prepares the list.
    package init(_ plan: RoutePlan) {
        self.plan = plan
    }

    /// A route a line, and below them the sum.
    ///
    /// A line says how many vectors the route makes askable, and how many with the routes before it; what is
    /// validated; the key and the policy.
    package var text: String {
        var table = Table("", [.right("vectors"), .right("sum"), .left("content"), .left("key"), .left("policy")])
        var sum = 0
        for route in plan.routes {
            sum += route.vectors.count
            let group = route.vectors[0].split(separator: "/").dropLast().joined(separator: "/")
            table.rows.append([
                String(route.vectors.count), String(sum), route.content.rawValue,
                route.keyID ?? "\(route.key.kind) of \(group)", route.demands.bounded(to: 160),
            ])
        }
        let rest = plan.routesForAll - plan.routes.count
        let more = rest == 0 ? "" : "; \(rest) more routes would make it \(plan.askable)"
        let routes = plan.routes.count == 1 ? "1 route makes" : "\(plan.routes.count) routes make"
        return (table.lines + ["", "\(routes) \(plan.vectors.counted("vector")) askable\(more)", ""]).joined(
            separator: "\n"
        )
    }
}
