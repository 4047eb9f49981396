//! Where links lead that go through another site first: Google Docs sends all links of a page that it exports through its own.

use percent_encoding::percent_decode_str;

/// What such addresses begin with.
const REDIRECTS: [&str; 2] = ["https://www.google.com/url?", "http://www.google.com/url?"];

/// The address that a link leads to in the end.
pub fn true_address(address: String) -> String {
    let Some(query) = REDIRECTS.iter().find_map(|start| address.strip_prefix(start)) else { return address };
    let values = query.split('&').map(|value| value.strip_prefix("amp;").unwrap_or(value));
    let own = values.filter_map(|value| value.strip_prefix("q=").or_else(|| value.strip_prefix("url=")));
    let decoded = own.filter_map(|value| percent_decode_str(value).decode_utf8().ok());
    let leads_on = |address: &str| address.starts_with("http://") || address.starts_with("https://");
    decoded.map(String::from).find(|address| leads_on(address)).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_google_docs_exports_leads_where_its_writer_meant() {
        let given = "https://www.google.com/url?q=https://doi.org/10.1000/a%2528b%2529&sa=D&source=editors";
        assert_eq!(true_address(given.to_owned()), "https://doi.org/10.1000/a%28b%29");
        for other in ["https://www.google.com/url?sa=D", "https://www.google.com/search?q=https://a.example/"]
        {
            assert_eq!(true_address(other.to_owned()), other);
        }
    }
}
