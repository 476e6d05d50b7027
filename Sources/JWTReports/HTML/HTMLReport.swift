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
        values["data"] = Octets(Deflate.compressed(Array(try data().utf8))).base64
        return Self.template.render(values)
    }

    /// What the script of the page reads, as JSON; in the file it's compressed.
    ///
    /// - Throws: where a number has no spelling in JSON.
    package func data() throws -> String { try JSONText.of(HTMLData(document)) }
}

extension Octets {
    /// The octets in base64, with padding.
    fileprivate var base64: String {
        let text = base64url.replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
