package import JWTConformance
import ReportKit

/// A run as one HTML file that needs no network.
///
/// The overview with the matrix and the lists stands in the file. A script makes a page for each vector, implementation,
/// attack and sequence from the data that the file holds.
package struct HTMLReport {
    private let document: RunDocument
    private let interop: [InteropDocument]
    private let keys: [KeyRunDocument]

    /// Prepares the page.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - interop: who accepts whose tokens; each gets a section.
    ///   - keys: how clients fetch keys; each gets a section.
    package init(_ document: RunDocument, interop: [InteropDocument] = [], keys: [KeyRunDocument] = []) {
        (self.document, self.interop, self.keys) = (document, interop, keys)
    }

    /// The section on clients that fetch keys.
    static let keysTemplate = embedded(PackageResources.keys_mustache)

    private static let template = Template(
        embedded(PackageResources.page_mustache),
        parts: [
            "matrix": "{{% CONTENT_TYPE:MARKUP}}" + embedded(PackageResources.matrix_mustache), "keys": keysTemplate,
        ]
    )

    private static func embedded(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The parts of the script, the data first and the start last; the order of the others doesn't matter.
    private static let script = [
        PackageResources.data_js, PackageResources.octets_js, PackageResources.elements_js,
        PackageResources.addresses_js, PackageResources.filters_js, PackageResources.token_js,
        PackageResources.answers_js, PackageResources.vector_js, PackageResources.implementation_js,
        PackageResources.list_js, PackageResources.attack_js, PackageResources.sequence_js, PackageResources.matrix_js,
        PackageResources.form_js, PackageResources.pages_js, PackageResources.keyboard_js, PackageResources.start_js,
    ].map(embedded).joined()

    /// The whole file.
    ///
    /// - Throws: an error if a number can't be represented in JSON.
    package func text() throws -> String {
        var values = HTMLOverview(document).values
        let attacks = HTMLAttacks(document)
        values["matrix"] = HTMLMatrix.topics(document).values
        values["attacks"] = part(HTMLMatrix.attacks(document))
        values["attackCount"] = attacks.classes.count
        values["untried"] = attacks.untried
        values["hasUntried"] = !attacks.untried.isEmpty
        values["sequences"] = part(HTMLMatrix.sequences(document))
        values["interop"] = interop.enumerated().map { HTMLInterop($1, number: $0).values }
        values["hasInterop"] = !interop.isEmpty
        values["keys"] = keys.enumerated().map { KeyRunSection($1, number: $0).values }
        values["hasKeys"] = !keys.isEmpty
        values["coverage"] = HTMLCoverage(document).values
        values["style"] = Self.embedded(PackageResources.page_css)
        values["script"] = Self.script
        values["data"] = Octets(Deflate.compressed(Array(try data().utf8))).base64
        return Self.template.render(values)
    }

    /// The template's values; empty if there are no rows.
    private func part(_ matrix: HTMLMatrix) -> [[String: Any]] { matrix.groups.isEmpty ? [] : [matrix.values] }

    /// What the script of the page reads, as JSON; in the file it's compressed.
    ///
    /// - Throws: an error if a number can't be represented in JSON.
    package func data() throws -> String { try JSONText.of(HTMLData(document)) }
}

extension Octets {
    /// The octets in base64, with padding.
    fileprivate var base64: String {
        let text = base64url.replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
