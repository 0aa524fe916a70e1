//! 一行的内容：a row read into what can be computed with, or the reason why not.

use super::column::Column;
use super::head::Table;
use super::id_number::IdNumber;
use super::mapping::{Kind, Mapping};
use super::reason::{SetAside, Why};
use super::told::Told;
use super::words::{self, Identity};
use super::{amount, day};
use crate::calendar::Date;
use crate::case::FactValue;
use crate::document::cell::{Cell, CellKind, Row};
use crate::policy::{DiseaseSet, FactQuestion, Id, Policy};
use crate::vocabulary::{Care, Insurance, Level, Place};

/// What one row says about one person.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The table's place among those read.
    pub table: u16,
    /// 行号.
    pub row: u32,
    /// Whether it is the row's first person: a row is counted once, however many stand in it.
    pub leads: bool,
    /// 身份证号.
    pub id: IdNumber,
    /// Who it is.
    pub about: About,
    /// 一次结算; apart, since rows of persons have none.
    pub slip: Option<Box<Slip>>,
    /// 一笔发放, in fen.
    pub paid: Option<i64>,
}

/// Who a person is.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// 姓名.
    pub name: Box<str>,
    /// 乡镇.
    pub town: Box<str>,
    /// 村（社区）.
    pub village: Box<str>,
    /// 身份.
    pub identity: Option<Identity>,
    /// 参保.
    pub insurance: Option<Insurance>,
    /// 追问.
    pub facts: Vec<(Id<FactQuestion>, FactValue)>,
}

/// 一次结算; amounts in fen.
#[derive(Clone, Debug)]
pub struct Slip {
    /// A number that stands for 结算编号; zero where there is none.
    pub code: u64,
    /// A number that stands for the hospital.
    pub hospital: u64,
    /// 出院、结算或就诊日期.
    pub date: Date,
    /// 入院日期.
    pub admitted: Option<Date>,
    /// 就医类型.
    pub care: Care,
    /// 医疗机构级别.
    pub level: Option<Level>,
    /// 就医地点.
    pub place: Option<Place>,
    /// 病种.
    pub diagnoses: Option<DiseaseSet>,
    /// 费用总额.
    pub total: i64,
    /// 政策范围内.
    pub in_scope: Option<i64>,
    /// 范围外.
    pub out_of_scope: Option<i64>,
    /// 基本医保支付.
    pub basic: Option<i64>,
    /// 大病保险、大额支付.
    pub critical: Option<i64>,
    /// 医院减免.
    pub waived: i64,
    /// 其他.
    pub other: i64,
    /// 医疗救助.
    pub assistance: i64,
    /// 倾斜救助.
    pub top_up: i64,
    /// 基金支付总额, where nothing else tells what insurance paid.
    pub fund: Option<i64>,
    /// 自己掏的：现金 and 个人账户, likewise.
    pub own: Option<i64>,
}

/// Reads rows of one table, and remembers what the same words were before.
#[derive(Debug)]
pub struct Rows<'a> {
    policy: &'a Policy,
    mapping: &'a Mapping,
    table: &'a Table,
    at: u16,
    /// The place of each column, as they are asked for many times a row.
    places: Box<[Option<usize>]>,
    identities: Told<Result<Option<Identity>, Why>>,
    insurances: Told<Result<Option<Insurance>, Why>>,
    cares: Told<Result<Option<Care>, Why>>,
    levels: Told<Option<Level>>,
    referrals: Told<Option<Place>>,
    diseases: Told<Option<DiseaseSet>>,
}

/// Why a row is set aside, and which column says so.
type Fault = (Option<Column>, Why);

impl<'a> Rows<'a> {
    /// Of the table at `at` among those read.
    #[must_use]
    pub fn of(policy: &'a Policy, mapping: &'a Mapping, table: &'a Table, at: u16) -> Self {
        Self {
            policy,
            mapping,
            table,
            at,
            places: Column::ALL.iter().map(|column| table.place(*column)).collect(),
            identities: Told::default(),
            insurances: Told::default(),
            cares: Told::default(),
            levels: Told::default(),
            referrals: Told::default(),
            diseases: Told::default(),
        }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    fn cell<'r>(&self, row: &'r Row, column: Column) -> Cell<'r> {
        self.place(column).map_or(Cell { text: "", kind: CellKind::Text }, |place| row.cell(place))
    }

    /// Puts what a row says about each of its persons at the end of `entries`.
    ///
    /// # Errors
    /// The row, set aside with its reason.
    pub fn read(&mut self, row: &Row, entries: &mut Vec<Entry>) -> Result<(), SetAside> {
        let before = entries.len();
        self.read_into(row, entries).map_err(|(column, why)| {
            entries.truncate(before);
            self.set_aside(row, column, why)
        })
    }

    /// The ID number that a row is about, where it has one.
    #[must_use]
    pub fn id(&self, row: &Row) -> Option<IdNumber> {
        if row.number <= self.table.head_rows[1] || row.fault.is_some() {
            return None;
        }
        let own = if self.place(Column::Id).is_some() { Column::Id } else { Column::HouseholderId };
        IdNumber::read(self.cell(row, own)).ok()
    }

    fn set_aside(&self, row: &Row, column: Option<Column>, why: Why) -> SetAside {
        let place = column.and_then(|column| self.place(column));
        SetAside {
            table: self.at,
            column: place.and_then(|place| u16::try_from(place).ok()),
            row: row.number,
            why,
        }
    }

    fn read_into(&mut self, row: &Row, entries: &mut Vec<Entry>) -> Result<(), Fault> {
        if row.number < self.table.head_rows[0] {
            return Err((None, Why::Title));
        }
        if row.number <= self.table.head_rows[1] {
            return Err((None, Why::Head));
        }
        if let Some(fault) = row.fault {
            return Err((None, Why::Unreadable(fault)));
        }
        let own = if self.place(Column::Id).is_some() { Column::Id } else { Column::HouseholderId };
        let members = self.cell(row, Column::MemberIds).text;
        let id = match IdNumber::read(self.cell(row, own)) {
            Ok(id) => Some(id),
            Err(Why::IdMissing) if !members.is_empty() => None,
            Err(why) => return Err(self.table.furniture(row).map_or((Some(own), why), |why| (None, why))),
        };
        let about = self.about(row)?;
        let (slip, paid) = match self.table.kind {
            Kind::Settlements => (Some(Box::new(self.slip(row, id)?)), None),
            Kind::Payments => (None, Some(self.payment(row)?)),
            Kind::Persons => (None, None),
        };
        let entry =
            |id, leads, about, slip| Entry { table: self.at, row: row.number, leads, id, about, slip, paid };
        if self.table.kind != Kind::Persons || members.is_empty() {
            entries.extend(id.map(|id| entry(id, true, about, slip)));
            return Ok(());
        }
        let before = entries.len();
        entries.extend(id.map(|id| entry(id, true, about.clone(), None)));
        self.members(row, id, members, &mut |id, name| {
            let about = About { name, ..about.clone() };
            entries.push(entry(id, entries.len() == before, about, None));
        })
    }

    /// Those who stand in one cell beside the householder, each by a number of their own.
    fn members(
        &self,
        row: &Row,
        householder: Option<IdNumber>,
        members: &str,
        each: &mut dyn FnMut(IdNumber, Box<str>),
    ) -> Result<(), Fault> {
        let pieces = |text: &str| -> Vec<Box<str>> {
            let split = ['、', '，', ',', '；', ';', '/', '|', ' ', '\n', '\r', '\t'];
            text.split(split).filter(|piece| !piece.is_empty()).map(Into::into).collect()
        };
        let names = pieces(self.cell(row, Column::MemberNames).text);
        for (place, piece) in pieces(members).iter().enumerate() {
            let id = IdNumber::of(piece).map_err(|why| (Some(Column::MemberIds), why))?;
            if Some(id) != householder {
                each(id, names.get(place).cloned().unwrap_or_default());
            }
        }
        Ok(())
    }

    fn about(&mut self, row: &Row) -> Result<About, Fault> {
        let folds = &self.mapping.folds;
        let told = self.cell(row, Column::Identity).text;
        let identity = self.identities.get(told, || words::identity(told, folds));
        let told = self.cell(row, Column::Insurance).text;
        let insurance = self.insurances.get(told, || words::insurance(told, folds));
        let text = |column| self.cell(row, column).text;
        let name = if self.place(Column::Name).is_some() { Column::Name } else { Column::HouseholderName };
        let mut facts = Vec::new();
        for (fact, place) in &self.table.facts {
            if let Some(value) = super::facts::read(self.policy, *fact, row.cell(*place)) {
                facts.push((*fact, value));
            }
        }
        Ok(About {
            name: text(name).into(),
            town: text(Column::Town).into(),
            village: text(Column::Village).into(),
            identity: identity.map_err(|why| (Some(Column::Identity), why))?,
            insurance: insurance.map_err(|why| (Some(Column::Insurance), why))?,
            facts,
        })
    }

    fn fen(&self, row: &Row, column: Column) -> Result<Option<i64>, Fault> {
        let Some(place) = self.place(column) else { return Ok(None) };
        let times = self.table.ten_thousands.contains(&place);
        amount::read(row.cell(place), times).map_err(|why| (Some(column), why))
    }

    /// What somebody paid: a dash says that it is nothing.
    fn part(&self, row: &Row, column: Column) -> Result<Option<i64>, Fault> {
        let told = self.fen(row, column)?;
        let is_nothing = !self.cell(row, column).text.is_empty()
            || (self.mapping.blank_is_zero && self.place(column).is_some());
        Ok(told.or(is_nothing.then_some(0)))
    }

    fn payment(&self, row: &Row) -> Result<i64, Fault> {
        let parts = [Column::Assistance, Column::TopUp].map(|column| self.fen(row, column));
        let [assistance, top_up] = parts;
        match (assistance?, top_up?) {
            (None, None) => Err((Some(Column::Assistance), Why::NothingPaid)),
            (one, other) => Ok(one.unwrap_or(0) + other.unwrap_or(0)),
        }
    }

    fn slip(&mut self, row: &Row, id: Option<IdNumber>) -> Result<Slip, Fault> {
        let folds = &self.mapping.folds;
        let told = self.cell(row, Column::Disease).text;
        let diagnoses = self.diseases.get(told, || words::diseases(told, self.policy, folds));
        let told = self.cell(row, Column::Care).text;
        let care = self.cares.get(told, || words::care(told, folds));
        let told = self.cell(row, Column::Level).text;
        let level = self.levels.get(told, || words::level(told, folds));
        let told = self.cell(row, Column::Referral).text;
        let referral = self.referrals.get(told, || words::place(told, folds));
        let on = |column| day::read(self.cell(row, column)).map_err(|why| (Some(column), why));
        let discharged = on(Column::DischargedOn)?;
        let settled = on(Column::SettledOn)?;
        let admitted = on(Column::AdmittedOn)?;
        let (date, by) = discharged
            .map(|date| (date, Column::DischargedOn))
            .or(settled.map(|date| (date, Column::SettledOn)))
            .or(admitted.map(|date| (date, Column::AdmittedOn)))
            .ok_or_else(|| {
                let wanted = [Column::DischargedOn, Column::SettledOn, Column::AdmittedOn];
                (wanted.into_iter().find(|column| self.place(*column).is_some()), Why::DateMissing)
            })?;
        if id.and_then(IdNumber::birth).is_some_and(|birth| date < birth) {
            return Err((Some(by), Why::DateBeforeBirth));
        }
        if admitted.zip(discharged).is_some_and(|(admitted, discharged)| discharged < admitted) {
            return Err((Some(Column::DischargedOn), Why::StayReversed));
        }
        let care = care.map_err(|why| (Some(Column::Care), why))?;
        let stayed = admitted.zip(discharged).is_some_and(|(admitted, discharged)| admitted < discharged);
        let care =
            care.or(stayed.then_some(Care::Inpatient)).ok_or((Some(Column::Care), Why::CareUnknown))?;
        let total = self.fen(row, Column::Total)?.ok_or((Some(Column::Total), Why::TotalMissing))?;
        let sum = |columns: &[Column]| -> Result<Option<i64>, Fault> {
            let mut sum = None;
            for column in columns {
                if let Some(fen) = self.part(row, *column)? {
                    sum = Some(sum.unwrap_or(0) + fen);
                }
            }
            Ok(sum)
        };
        let outside = [Column::FullOwnPay, Column::OverLimit, Column::AdvanceSelfPay];
        let in_scope = self.fen(row, Column::InScope)?;
        // Only with all of its parts it is what stands outside.
        let all_parts = outside.iter().all(|column| self.place(*column).is_some());
        let out_of_scope = if in_scope.is_none() && all_parts { sum(&outside)? } else { None };
        let others = sum(&[Column::OtherPaid, Column::Charity, Column::Commercial])?.unwrap_or(0);
        let (basic, critical) = (self.part(row, Column::Basic)?, sum(&[Column::Critical, Column::LargeSum])?);
        let is_open = basic.is_none() || critical.is_none();
        let own = match self.part(row, Column::SelfPaid)? {
            None if self.place(Column::Cash).is_some() && self.place(Column::Account).is_some() => {
                sum(&[Column::Cash, Column::Account, Column::SharedAccount])?
            }
            own => own,
        };
        let own = own.filter(|_| is_open);
        // What lists call 基金 holds other subsidies as well.
        let is_apart = is_open && own.is_none() && others == 0;
        let fund = self.part(row, Column::FundPaid)?.filter(|_| is_apart);
        // Only what has a minus or a bracket before it can be below zero.
        let may_be_negative = |column: &Column| self.cell(row, *column).text.contains(['-', '－', '(', '（']);
        if total >= 0
            && let Some(column) = Column::AMOUNTS
                .into_iter()
                .filter(may_be_negative)
                .find(|column| matches!(self.fen(row, *column), Ok(Some(..0))))
        {
            return Err((Some(column), Why::AmountNegative));
        }
        Ok(Slip {
            code: hash(self.cell(row, Column::SettlementId).text),
            hospital: hash(self.cell(row, Column::Hospital).text),
            date,
            admitted,
            care,
            level,
            place: referral.or_else(|| self.treated_at_home(row)),
            diagnoses,
            total,
            in_scope,
            out_of_scope,
            basic,
            critical,
            waived: self.fen(row, Column::Waived)?.unwrap_or(0),
            other: others,
            assistance: self.fen(row, Column::Assistance)?.unwrap_or(0),
            top_up: self.fen(row, Column::TopUp)?.unwrap_or(0),
            fund,
            own,
        })
    }

    /// Whether it was at home: both places are the same.
    fn treated_at_home(&self, row: &Row) -> Option<Place> {
        let text = |column| self.cell(row, column).text;
        let there = text(Column::TreatedIn);
        let homes = [text(Column::InsuredIn), text(Column::RecognisedIn)];
        (!there.is_empty() && homes.contains(&there)).then_some(Place::Local)
    }
}

/// A number that stands for a text; zero for none.
fn hash(text: &str) -> u64 {
    if text.is_empty() || text == "--" {
        return 0;
    }
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        | 1
}
