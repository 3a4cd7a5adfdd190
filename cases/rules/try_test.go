package rules
import ("testing";"encoding/json";"os";"casedesk/cases")
func TestTry(t *testing.T){
 b,err:=Load(os.DirFS("../../assets/packs")); if err!=nil{t.Fatal(err)}
 for _,s:=range []string{
 `{"matter":"repair","record_kind":"penalty","penalty_kinds":["suspend_business"],"procedure":"ordinary","subject_kind":"organisation","owner":"environment","field":"environment","decided_on":"2026-01-15","filed_on":"2026-09-29"}`,
 `{"matter":"objection","city":"440300","record_kind":"penalty","penalty_kinds":["fine"],"procedure":"ordinary","owner":"market_regulation","decided_on":"2022-05-10","filed_on":"2026-11-20","grounds":["expired"],"still_shown":true,"accepted_on":"2026-11-20"}`}{
 f,err:=cases.ReadFacts([]byte(s)); if err!=nil{t.Fatal(err)}
 v,err:=Assess(b,f,cases.MustDate("2026-10-12"),cases.Calendar{}); if err!=nil{t.Fatal(err)}
 x,_:=json.MarshalIndent(v,""," "); os.Stdout.Write(x)
 }
}
