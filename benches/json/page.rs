//! Pages of ListAccounts.

/// The sizes of pages: what the service returns at most, and what a tool may have saved.
pub(crate) const ACCOUNTS: [usize; 2] = [20, 1_000];

/// A page as the service writes it, of accounts that differ.
pub(crate) fn page(accounts: usize) -> String {
    let accounts = (0..accounts).map(|index| {
        format!(
            r#"{{"Arn":"arn:aws:organizations::111122223333:account/o-exampleorgid/{id}","Email":"account-{index}@example.com","Id":"{id}","JoinedMethod":"CREATED","JoinedTimestamp":1.{seconds}257E9,"Name":"Account {index}","State":"ACTIVE","Status":"ACTIVE"}}"#,
            id = 444_455_550_000_usize + index,
            seconds = 482_952_459 + index,
        )
    });
    let accounts: Vec<_> = accounts.collect();
    format!(
        r#"{{"Accounts":[{}],"NextToken":"AAECAwQFBgcICQ=="}}"#,
        accounts.join(",")
    )
}
