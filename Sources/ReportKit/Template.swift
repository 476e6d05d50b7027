import Mustache

/// A template of the package's own, with the way its text is escaped.
package struct Template: Sendable {
    private let template: MustacheTemplate
    private let parts: MustacheLibrary

    /// Reads a template that starts by saying how text is escaped: `{{% CONTENT_TYPE:MARKUP}}` or `MARKDOWN`.
    ///
    /// The text is part of the program: one that can't be read is a defect that every test of the report shows.
    ///
    /// - Parameters:
    ///   - text: the template.
    ///   - parts: templates that it names as `{{> name}}`.
    package init(_ text: String, parts: [String: String] = [:]) {
        Self.register
        do {
            template = try MustacheTemplate(string: text)
            self.parts = MustacheLibrary(templates: try parts.mapValues { try MustacheTemplate(string: $0) })
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The template with these values in place of their names.
    package func render(_ values: [String: Any]) -> String { template.render(values, library: parts) }

    private static let register: Void = {
        MustacheContentTypes.register(Escaping(escape: Escape.markup), named: "MARKUP")
        MustacheContentTypes.register(Escaping(escape: Escape.markdown), named: "MARKDOWN")
    }()
}

/// A way of escaping as the template library takes it.
private struct Escaping: MustacheContentType {
    let escape: @Sendable (String) -> String

    func escapeText(_ text: String) -> String { escape(text) }
}
