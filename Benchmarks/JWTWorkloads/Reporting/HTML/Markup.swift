import ReportKit

/// What SVG is written with.
enum Markup {
    /// An element; a number among its attributes is a coordinate.
    ///
    /// - Parameters:
    ///   - name: the element's name.
    ///   - attributes: as text or numbers, which are escaped here.
    ///   - content: markup.
    /// - Returns: markup.
    static func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, any CustomStringConvertible>,
        _ content: String = ""
    ) -> String {
        let list = attributes.map { key, value in
            " \(key)=\"\((value as? Double).map(number) ?? Escape.markup("\(value)"))\""
        }
        let start = "<\(name)\(list.joined())"
        return content.isEmpty ? start + "/>" : "\(start)>\(content)</\(name)>"
    }

    /// A drawing of a width and a height, with its name for who can't see it.
    static func svg(_ title: String, width: Double, height: Double, _ content: [String]) -> String {
        element(
            "svg",
            ["viewBox": "0 0 \(number(width)) \(number(height))", "role": "img", "aria-label": title],
            (content.map { "\n" + $0 } + ["\n"]).joined()
        )
    }

    /// A text at a place.
    static func text(_ text: String, _ x: Double, _ y: Double, _ anchor: String = "start") -> String {
        element("text", ["x": x, "y": y, "text-anchor": anchor], Escape.markup(text))
    }

    /// A line from one place to another.
    static func line(_ name: String, from: (x: Double, y: Double), to: (x: Double, y: Double)) -> String {
        element("line", ["class": name, "x1": from.x, "x2": to.x, "y1": from.y, "y2": to.y])
    }

    /// What is shown where the pointer rests.
    static func tip(_ text: String) -> String { element("title", [:], Escape.markup(text)) }

    /// A coordinate, to a tenth.
    static func number(_ value: Double) -> String {
        Quantity.signed(value, decimals: 1)
    }

    /// The class of a series' colour; there are eight, and more series than that begin again.
    static func colour(_ index: Int) -> String { "c\(index % 8)" }
}
