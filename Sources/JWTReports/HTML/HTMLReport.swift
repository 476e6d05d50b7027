package import JWTConformance

/// A run as one HTML file that needs no network: the matrix, the bypasses and the splits as they stand, and a page for
/// each vector and each implementation that a little JavaScript makes from the data that the file holds.
package struct HTMLReport {
    private let document: RunDocument

    /// Prepares the page.
    package init(_ document: RunDocument) {
        self.document = document
    }

    private static let template = Template(embedded(PackageResources.page_mustache))

    private static func embedded(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The whole file.
    ///
    /// - Throws: where a number has no spelling in JSON.
    package func text() throws -> String {
        let overview = HTMLOverview(document)
        var values = overview.values
        values["style"] = Self.embedded(PackageResources.page_css)
        values["script"] = Self.embedded(PackageResources.page_js)
        // No `</script>` or `<!--` of a verifier's words ends the element early.
        values["data"] = try JSONText.of(HTMLData(document)).replacing("<", with: "\\u003c")
        return Self.template.render(values)
    }
}
